"""The sample feature is installed as anybody would install it, beside this run and not into it; its own tests pass
there, on the same database; and the normal product knows nothing of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kring.core.features import registry
from tests.server import drop_database, fresh_database

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "examples" / "kring-kudos"


@pytest.fixture(scope="module")
def installed_sample(tmp_path_factory):
    """The environment of a Python that has the package; without a network, and without touching this one."""
    target = tmp_path_factory.mktemp("sample")
    run([sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", "--no-index",
         "--disable-pip-version-check", "--target", str(target), str(SAMPLE)], {**os.environ})  # fmt: skip
    settings = {
        n: v
        for n, v in os.environ.items()
        if not n.startswith(("PYTEST", "KRING_")) or n.startswith("KRING_TEST_")
    }
    name = f"kring_test_sample_{os.getpid()}"
    if server := fresh_database(name):  # this run's own is in use
        settings["KRING_TEST_DATABASE_URL"] = server
    yield settings | {"PYTHONPATH": str(target)}
    drop_database(name)


def run(command: list[str], environment: dict) -> str:
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-3000:]
    return done.stdout


def test_its_own_tests_pass_where_it_is_installed(installed_sample):
    out = run(
        [
            sys.executable,
            "-m",
            "pytest",
            str(SAMPLE / "tests"),
            "-q",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:xdist",
        ],
        installed_sample,
    )
    assert " passed" in out
    assert "no tests ran" not in out


def test_kring_features_prints_it_where_it_is_installed(installed_sample, tmp_path):
    environment = installed_sample | {"KRING_DATA": str(tmp_path), "KRING_LANGUAGE": "en"}
    cli = [sys.executable, "-m", "kring.project.cli"]
    run([*cli, "migrate"], environment)
    assert "kudos" in run([*cli, "features"], environment)


def test_the_normal_product_does_not_know_it():
    if "kudos" in registry.features():
        pytest.skip("this is a run in which it was installed by hand")
    knowing = [
        p for p in (ROOT / "src").rglob("*.py") if "kudo" in p.read_text().lower() and p.name != "hooks.py"
    ]
    assert knowing == []
