"""`visible_to` first: no list and no look-up of content, comments or groups begins anywhere else.

What is read otherwise says in a comment on its line why that is right: `# seen: …`. A reason that stands where nothing
is read is a mistake too. Writing (a chain that ends in `update`, `create`, …) is a verb's work, and verbs have checked.
"""

import ast
import re

import pytest

from kring.core.features import registry
from tests.rules.source import SRC, chain, parse, python, texts

WAYS_IN = {"visible_to", "bin_of", "readable_by", "open_for_posts", "mine", "none"}
WRITES = {
    "create",
    "bulk_create",
    "update",
    "bulk_update",
    "touch",
    "delete",
    "get_or_create",
    "update_or_create",
}
GENERIC = {
    "kind_model",
    "type",
    "model",
    "get_queryset",
}  # `registry.kind_model(kind).objects`, `type(self).objects`
REVERSE = {"contents", "comments", "children", "replies", "content_set", "comment_set"}
READS = {"all", "filter", "exclude", "get", "first", "last", "count", "exists", "order_by", "values", "values_list",
         "select_related", "in_bulk", "annotate", "aggregate", "only", "iterator", "raw"}  # fmt: skip
SEEN = re.compile(r"#\s*seen:\s*(.*)")
SQL = re.compile(r"\b(?:from|join)\s+content_(?:content|comment)\b", re.IGNORECASE)
ELSEWHERE = (
    "core/content/querysets.py",  # where the rules themselves stand
    "core/groups/querysets.py",
    "core/content/repair.py",  # counts everything again, and shows nobody
    "exchange/",  # imports and exports are the whole platform's, started by who runs it
    "project/commands/",  # commands are given by who runs it, too
    "demo/",  # fills an empty platform
)


def family() -> set[str]:
    kinds = {registry.load(kind.model).__name__ for kind in registry.kinds().values()}
    return {"Content", "Comment", "Group"} | kinds | GENERIC


def watched():
    """A feature's `records.py` is part of the exchange."""
    return (s for s in python() if not s.name.startswith(ELSEWHERE) and s.path.name != "records.py")


def unseen(source) -> tuple[list[str], list[str]]:
    """(reads that begin elsewhere without a reason, reasons that aren't one or stand where nothing is read)."""
    bad, used = [], set()
    for node, lines in source.statements():
        reads = [inner for part in heads(node) for inner in ast.walk(part) if is_read(inner)]
        if not reads:
            continue
        reasons = {n for n in lines if SEEN.search(source.lines[n - 1])}
        used |= reasons
        if not reasons:
            bad += [source.where(read) for read in reads]
    every = {n for n, line in enumerate(source.lines, 1) if SEEN.search(line)}
    poor = {n for n in every if len(SEEN.search(source.lines[n - 1])[1].split()) < 2}
    return bad, [f"{source.name}:{n}: {source.lines[n - 1].strip()}" for n in sorted((every - used) | poor)]


def heads(statement: ast.stmt):
    """The expressions of a statement itself, without the statements inside it."""
    for name, value in ast.iter_fields(statement):
        if name in ("body", "orelse", "finalbody", "handlers"):
            continue
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, ast.AST):
                yield part


def is_read(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and bool(SQL.search(node.value))
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    names = chain(node)
    start = chain_start(names)
    if start is None or getattr(node, "inside", False):
        return False
    for inner in ast.walk(node.func):  # the chain is judged as a whole, at its end
        inner.inside = True
    rest = names[start + 1 :]
    return bool(rest) and rest[0] not in WAYS_IN and rest[-1] not in WRITES


def chain_start(names: list[str]) -> int | None:
    """Where in the chain the family's manager stands: `Content.objects`, `model.objects`, `group.contents`."""
    for place, name in enumerate(names):
        if name == "objects" and place and names[place - 1] in family():
            return place
        following = names[place + 1] if place + 1 < len(names) else ""
        if name in REVERSE and place and following in READS:
            return place
    return None


def test_reading_begins_with_visible_to():
    found = [unseen(source) for source in watched()]
    bad = [line for lines, _reasons in found for line in lines]
    assert not bad, "these don't begin with visible_to, nor say why (# seen: …):\n" + "\n".join(bad)


def test_every_exception_has_a_reason_and_is_needed():
    found = [unseen(source) for source in watched()]
    reasons = [line for _lines, reasons in found for line in reasons]
    assert not reasons, "a reason without a read, or without words:\n" + "\n".join(reasons)


def test_templates_ask_the_database_nothing():
    asking = re.compile(r"(?<!topics)\.(objects|all\(|filter\(|exclude\(|order_by\(|values_list\()")
    bad = [name for name, text in texts(".html", ".xml", ".txt", ".jinja") if asking.search(text)]
    assert not bad, bad


WRONG = [
    "x = Content.objects.filter(pk=1).first()",
    "x = Content.objects.get(pk=1)",
    "x = Comment.objects.all()",
    "def f(id):\n    return page(Content.objects.filter(pk=id))",
    "x = registry.kind_model(kind).objects.filter(author=1)",
    "x = Update.objects.count()",
    "x = group.contents.filter(state='published')",
    "x = person.comments.count()",
    "for c in Content.objects.order_by('id'):\n    pass",
    "if Content.objects.filter(pk=1).exists():\n    pass",
    "x = [c for c in Content.objects.filter(pk=1)]",
    "cursor.execute('SELECT id FROM content_content')",
    "x = Content.objects.filter(pk=1)  # seen:",
]
RIGHT = [
    "x = Content.objects.visible_to(person).filter(pk=1)",
    "x = Content.objects.bin_of(person)",
    "Content.objects.filter(pk=1).update(x=1)",
    "x = Content.objects.create(x=1)",
    "x = Content.objects.filter(pk=1)  # seen: the id comes from the log",
    "x = Content.objects.filter(\n    pk=1,\n)  # seen: the id comes from the log",
    "x = Person.objects.filter(pk=1)",
    "x = self.comments",
]


@pytest.mark.parametrize("code", WRONG)
def test_the_rule_finds(code):
    assert any(unseen(parse(SRC / "x.py", code))), code


@pytest.mark.parametrize("code", RIGHT)
def test_the_rule_leaves_alone(code):
    assert not any(unseen(parse(SRC / "x.py", code))), code


def test_the_rule_finds_a_reason_too_many():
    assert unseen(parse(SRC / "x.py", "x = 1  # seen: just because"))[1]
