"""Rules of the house that a machine can check: what stands where, and what stands nowhere."""

import ast
import re
from pathlib import Path
from statistics import median

import pytest
from django.core.management import call_command

from kring.core.features import checks, hooks, registry
from kring.core.features.manifest import Feature
from kring.core.features.registry import HOOKS
from tests.rules.source import SRC, chain, python, texts

CORE = [source for source in python() if source.name.startswith("core/")]


def slugs() -> set[str]:
    return set(registry.kinds()) | set(registry.features())


def test_no_case_over_kinds():
    """A kind behaves as its class and its templates say; nothing asks which one it is."""
    bad = []
    for source in python():
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Compare) and any(
                isinstance(op, ast.Eq | ast.NotEq | ast.In) for op in node.ops
            ):
                sides = [node.left, *node.comparators]
                names = [chain(side)[-1] for side in sides if isinstance(side, ast.Name | ast.Attribute)]
                fixed = [c.value for side in sides for c in ast.walk(side) if isinstance(c, ast.Constant)]
                if "kind" in names and set(fixed) & set(registry.kinds()):
                    bad.append(source.where(node))
    asks = re.compile(r"""\bkind(?:\.slug)?\s*(?:==|!=|in)\s*["'(\[]""")
    bad += [name for name, text in texts(".html", ".js") if asks.search(text)]
    assert not bad, bad


def test_core_knows_no_feature_by_name():
    bad = [
        source.where(node)
        for source in CORE
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in slugs() - WORDS
    ]
    folders = "|".join(f.label for f in registry.features().values())
    include = re.compile(rf"""["'](?:{folders})/[\w/]+\.(?:html|js|css)["']""")
    bad += [
        f"{name}: {found[0]}"
        for name, text in texts(".html", ".py", under="core")
        if (found := include.search(text))
    ]
    assert not bad, bad


WORDS = {
    "manage",
    "document",
    "documents",
    "link",
    "comments",
    "reactions",
    "digest",
    "messages",
    "page",
    "event",
    "events",
}  # a word in core's rules of groups, the index of search, counters' columns, a choice about mail, what the log consists of


def test_pages_load_nothing_from_elsewhere():
    elsewhere = re.compile(
        r"""(?:src|href|action|url|import|from|@import)\s*[=(]?\s*["'(]?\s*(?:https?:)?//[\w-]+\.[\w.-]+"""
    )
    bad = [
        f"{name}: {found[0]}"
        for name, text in texts(".html", ".css", ".js", ".svg")
        for found in elsewhere.finditer(text)
        if "www.w3.org" not in found[0]
    ]
    assert not bad, bad


def test_all_hook_points_stand_in_one_file():
    """A manifest's tuples are the hook points of hooks.py, no more and no less, and nobody asks for another."""
    tuples = {
        name for name, value in vars(Feature).items() if isinstance(value, tuple) and not name.startswith("_")
    }
    assert tuples - {"requires"} == set(HOOKS)
    for name, kind in HOOKS.items():
        assert kind.__module__ == hooks.__name__, name
    asked = {
        argument.value
        for source in python()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and chain(node)[-1] in ("declared", "by_name")
        for argument in node.args
        if isinstance(argument, ast.Constant)
    }
    assert asked <= set(HOOKS)


def test_every_hook_point_has_a_user():
    for name in set(HOOKS) - WAITING:
        assert registry.declared(name), f"nobody uses the hook point “{name}”"
    for slot in hooks.Slot:
        assert registry.fills(slot), f"nobody fills the slot {slot.name}"


WAITING = {
    "handlers"
}  # used by the sample feature (examples/kring-kudos); Kring's first own user is notifications


def test_every_slot_is_somewhere_on_a_page():
    everything = "".join(text for _, text in texts(".html", ".py"))
    for slot in hooks.Slot:
        name = slot.name.lower()
        assert f'slot("{name}"' in everything or f'slots.render("{name}"' in everything, name


def test_everything_that_manifests_name_can_be_loaded():
    assert checks.manifests(None) == []
    call_command("check", fail_level="WARNING")


def test_every_feature_says_what_it_is():
    for feature in registry.features().values():
        assert str(feature.title) and str(feature.description), feature.slug
        folder = Path(feature.path)
        assert (folder / "README.md").exists(), f"{feature.slug} has no README.md"
        strange = {p.name for p in folder.iterdir() if p.suffix == ".py"} & NO_NAMES
        assert not strange, (feature.slug, strange)


NO_NAMES = {"utils.py", "helpers.py", "services.py", "manager.py", "tests.py", "misc.py", "common.py"}


def test_no_signals_and_no_logic_in_save():
    bad = []
    for source in python():
        for node in ast.walk(source.tree):
            match node:
                case ast.FunctionDef(name="save") if (
                    source.path.name == "models.py" or "traits" in source.path.parts
                ):
                    bad.append(source.where(node))
                case ast.ImportFrom(module="django.db.models.signals" | "django.dispatch"):
                    bad.append(source.where(node))
    assert not bad, bad


def test_no_bare_save_on_a_row():
    """`save()` writes all columns back from a copy that may be old: update_fields, F(), or force_insert for a new row."""
    bad = []
    for source in python(tests=False):
        for node in ast.walk(source.tree):
            if not (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "save"
            ):
                continue
            given = {keyword.arg for keyword in node.keywords}
            owner = chain(node)[-2] if len(chain(node)) > 1 else "?"
            if not given & {"update_fields", "force_insert"} and not node.args and owner not in NOT_ROWS:
                bad.append(source.where(node))
    assert not bad, bad


NOT_ROWS = {"session", "super", "storage", "image", "file"}


def test_files_fit_a_screen(capsys):
    lengths = sorted(((len(source.lines), source.name) for source in python() if source.lines), reverse=True)
    with capsys.disabled():
        print("\nthe ten longest files:", *(f"  {n:4} {name}" for n, name in lengths[:10]), sep="\n")
    assert lengths[0][0] < 300, f"split {lengths[0][1]}"
    assert median(n for n, _ in lengths) <= 60


@pytest.mark.parametrize(
    ("name", "text"), texts(".js"), ids=lambda value: value if "/" in value and len(value) < 90 else ""
)
def test_elements_are_small(name, text):
    if "elements" in Path(name).parts:
        assert len(text.splitlines()) <= 60, name
    assert not re.search(r"innerHTML(\s*\+?=|:)", text), f"{name}: markup is made in templates"


def test_features_do_not_ask_their_own_switch():
    """Dispatch asks. A feature that asks about itself has a rule in two places."""
    bad = []
    for feature in registry.features().values():
        for source in python():
            if SRC in Path(feature.path).parents and Path(feature.path) in source.path.parents:
                bad += [
                    source.where(node)
                    for node in ast.walk(source.tree)
                    if isinstance(node, ast.Call)
                    and chain(node)[-1] == "is_on"
                    and any(isinstance(a, ast.Constant) and a.value == feature.slug for a in node.args)
                ]
    assert not bad, bad
