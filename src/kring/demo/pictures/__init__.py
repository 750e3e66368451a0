"""Pictures, drawn by code when the demo is made: nobody's photograph, and nothing to download."""

import tomllib
from pathlib import Path

from kring.demo.pictures import covers, more_covers, scenes, tabletop, walks
from kring.demo.pictures.faces import Face

LOOKS = tomllib.loads((Path(__file__).parent.parent / "data" / "faces.toml").read_text(encoding="utf-8"))
PICTURES = scenes.SCENES | tabletop.SCENES | walks.SCENES | covers.COVERS | more_covers.COVERS


def drawn(name: str) -> bytes:
    """A picture by its name, as WebP."""
    return PICTURES[name]().webp()


def face(key: str) -> bytes:
    """What somebody put on their profile, as WebP."""
    return Face(key, LOOKS[key]).webp()
