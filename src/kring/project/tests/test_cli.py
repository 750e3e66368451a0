"""The command line, without a server: what it offers, and what it says when something can't be done."""

import subprocess
import sys

import pytest

from kring import __version__


def test_everything_that_the_documents_name_is_there(empty_platform):
    commands = empty_platform().run("--help").stdout
    for name in ("serve", "worker", "migrate", "login-link", "invite", "features", "check", "create-manager"):
        assert f" {name} " in commands


def test_the_version_costs_no_django():
    code = "import sys; from kring.project.cli import command_line; command_line(); print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_from_nothing_to_a_manager_and_back_in(empty_platform):
    platform = empty_platform()
    assert platform.run("--version").stdout.strip() == f"Kring {__version__}"
    before = platform.run("check", ok=False)
    assert before.returncode == 1
    assert "kring migrate" in before.stdout
    platform.run("migrate")
    assert "All is well" in platform.run("check").stdout
    made = platform.run("create-manager", "--name", "Mara Manager", "--email", "mara@example.org")
    assert f"{platform.url}/" in made.stdout
    again = platform.run("create-manager", "--name", "Eve", "--email", "eve@example.org", ok=False)
    assert again.returncode == 1
    assert "There is a manager already" in again.stderr
    for who in ("mara@example.org", "mara.manager", "@mara.manager"):
        assert platform.run("login-link", who).stdout.startswith(f"{platform.url}/")
    unknown = platform.run("login-link", "nobody@example.org", ok=False)
    assert (unknown.returncode, unknown.stderr.count("\n")) == (1, 1)
    assert platform.run("invite", "anna@example.org").stdout.startswith(f"{platform.url}/")
    features = platform.run("features").stdout
    assert "comments" in features
    assert "content_bar" in features


@pytest.mark.parametrize("command", ["serve", "check", "migrate"])
def test_an_insecure_production_is_refused_in_words(empty_platform, command):
    done = empty_platform().run(
        command, ok=False, KRING_PRODUCTION="1", KRING_DEBUG="1", KRING_URL="http://kring.example.org"
    )
    said = done.stdout + done.stderr
    assert done.returncode == 1
    for name in (
        "KRING_DEBUG",
        "KRING_SECRET_KEY",
        "KRING_ALLOWED_HOSTS",
        "KRING_URL",
        "KRING_FORWARDED_FOR",
    ):
        assert name in said
    assert "Traceback" not in said
