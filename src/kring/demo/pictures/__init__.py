"""Pictures, drawn by code when the demo is made: nobody's photograph, and nothing to download."""

from kring.demo.pictures import covers, more_covers, scenes, tabletop

PICTURES = scenes.SCENES | tabletop.SCENES | covers.COVERS | more_covers.COVERS


def drawn(name: str) -> bytes:
    """A picture by its name, as WebP."""
    return PICTURES[name]().webp()
