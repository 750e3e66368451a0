"""Compiles the translations into a wheel: `.mo` files aren't in the repository."""

from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileMessages(BuildHookInterface):
    PLUGIN_NAME = "custom"

    def initialize(self, version, build_data):
        compile_messages(Path(self.root) / "src")


def compile_messages(root: Path) -> int:
    """Write a `.mo` beside every `.po` that is newer; returns how many were written. Without Babel nothing is."""
    try:
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po
    except ImportError:
        return 0
    written = 0
    for po in root.rglob("locale/*/LC_MESSAGES/*.po"):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
            continue
        with po.open("rb") as source, mo.open("wb") as target:
            write_mo(target, read_po(source))
        written += 1
    return written


if __name__ == "__main__":
    print(f"Compiled {compile_messages(Path(__file__).parent / 'src')} catalogues.")
