"""Kring's own source, parsed once, for tests of the rules that it keeps."""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SRC = Path(__file__).parents[2] / "src" / "kring"


@dataclass(frozen=True)
class Source:
    path: Path
    lines: list[str]
    tree: ast.Module

    @property
    def name(self) -> str:
        return str(self.path.relative_to(SRC))

    def where(self, node: ast.AST) -> str:
        return f"{self.name}:{node.lineno}: {self.lines[node.lineno - 1].strip()}"

    def statements(self):
        """Every statement as (node, lines): a compound one with the lines of its head only."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.stmt):
                body = getattr(node, "body", None)
                end = body[0].lineno - 1 if isinstance(body, list) and body else node.end_lineno
                yield node, range(node.lineno, max(node.lineno, end) + 1)


def parse(path: Path, text: str) -> Source:
    return Source(path, text.splitlines(), ast.parse(text))


@cache
def python(tests: bool = False) -> tuple[Source, ...]:
    """All Python files but migrations and, unless asked for, tests."""
    paths = sorted(p for p in SRC.rglob("*.py") if "migrations" not in p.parts)
    return tuple(parse(p, p.read_text()) for p in paths if tests or "tests" not in p.parts)


@cache
def texts(*suffixes: str, under: str = "") -> tuple[tuple[str, str], ...]:
    """(name, text) of all files with these suffixes, such as ".html"."""
    paths = sorted(p for p in (SRC / under).rglob("*") if p.suffix in suffixes and "tests" not in p.parts)
    return tuple((str(p.relative_to(SRC)), p.read_text()) for p in paths)


def chain(node: ast.AST) -> list[str]:
    """The names of a call chain from the start: `a.b(x).c` → ["a", "b", "c"]; what isn't a name is "?"."""
    names: list[str] = []
    while True:
        match node:
            case ast.Attribute(value=inner, attr=name):
                names.append(name)
                node = inner
            case ast.Call(func=inner):
                node = inner
            case ast.Subscript(value=inner):
                node = inner
            case ast.Name(id=name):
                return [name, *names[::-1]]
            case _:
                return ["?", *names[::-1]]
