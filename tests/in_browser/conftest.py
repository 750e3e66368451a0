"""A real platform with the cast on it, and browsers in which its people are signed in."""

import json
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kring.project.testing import database_url

# What a browser does is the same above either database; these also try what only PostgreSQL does (several writers, its own bus).
ON_BOTH = {"test_drafts", "test_every_channel", "test_flows", "test_kinds", "test_together"}
ROOT = Path(__file__).parents[2]
SET_UP = f"""
import json, sys
sys.path.insert(0, {str(ROOT)!r})
from tests.cast import SIGNED_IN, make_cast
from kring.core.people.verbs import login_link
cast = make_cast()
print(json.dumps({{
    "links": {{who: login_link(cast[who]) for who in SIGNED_IN}},
    "items": {{f"{{group}} {{state}}": item.pk for (group, state), item in cast.items.items()}},
}}))
"""


def pytest_collection_modifyitems(items):
    if not database_url():
        return
    skip = pytest.mark.skip(reason="tried in a browser on SQLite; the database below is tried without one")
    for item in items:
        if Path(__file__).parent in item.path.parents and item.path.stem not in ON_BOTH:
            item.add_marker(skip)


@dataclass
class Site:
    platform: object
    links: dict[str, str]
    items: dict[str, int]
    cookies: dict = field(default_factory=dict)

    @property
    def url(self) -> str:
        return self.platform.url

    def item(self, name: str) -> str:
        return f"{self.url}/c/{self.items[name]}/"

    def speak(self, language: str) -> None:
        """Everybody reads this language from now on."""
        self.platform.python(
            "from django.db.models import F; from kring.core.people.models import Person; "
            f"Person.objects.update(language={language!r}, version=F('version') + 1)"
        )


@pytest.fixture(scope="module")
def site(platform) -> Site:
    """Set up once per module; a test that needs an item of its own posts it."""
    made = json.loads(platform.python(SET_UP).splitlines()[-1])
    return Site(platform, made["links"], made["items"])


@pytest.fixture
def enter(site, new_page):
    """A page on which this person is signed in: `enter("host", java_script_enabled=False)`."""

    def make(who: str, **options):
        if who not in site.cookies:
            page = new_page()
            page.goto(site.links[who])
            page.wait_for_url(f"{site.url}/")
            site.cookies[who] = page.context.storage_state()
        page = new_page(storage_state=site.cookies[who], **options)
        page.problems = []
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.on(
            "console", lambda message: page.problems.append(message.text) if message.type == "error" else None
        )
        return page

    return make


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def script(request) -> bool:
    return request.param
