"""Reading in a real browser: a long thread, keeping, following, commenting without losing one's place."""

import json

import pytest

LONG = """
import json
from kring.core.content import verbs
from kring.core.groups.models import Group
from kring.core.people.models import Person
from kring.interactions.comments import verbs as comments
group, member = Group.objects.get(slug="open"), Person.objects.get(handle="member")
item = verbs.post(member, group, "update", title="Long thread", body="<p>Much to say.</p>")
for number in range(95):
    comments.post(member, item, f"<p>word {number}.</p>")
print(json.dumps({"thread": item.pk}))
"""


@pytest.fixture(scope="module", autouse=True)
def thread(site):
    site.items |= json.loads(site.platform.python(LONG).splitlines()[-1])


def test_a_long_thread_unfolds_where_one_is_and_with_the_keyboard(site, enter):
    page = enter("host")
    page.goto(f"{site.url}/c/{site.items['thread']}/")
    assert page.locator(".comment").count() == 30
    more = page.get_by_role("link", name="Show 65 earlier comments")
    more.focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Show 35 earlier comments").wait_for()
    assert page.locator(".comment").count() == 60
    assert page.evaluate("document.activeElement.closest('#comments') !== null")


def test_who_comments_on_a_card_stays_in_the_stream(site, enter):
    page = enter("host")
    page.goto(f"{site.url}/g/open/")
    card = page.locator(f"#c-{site.items['thread']}")
    box = card.locator("textarea[name=body]")
    box.focus()
    page.keyboard.type("From the stream")
    card.get_by_role("button", name="Post comment").click()
    card.get_by_text("From the stream").wait_for()
    assert page.url.endswith("/g/open/")


def test_keeping_and_following_answer_at_once(site, enter):
    page = enter("outsider")
    page.goto(f"{site.url}/c/{site.items['thread']}/")
    keep = page.locator(".social-keep")
    keep.click()
    assert keep.get_attribute("aria-pressed") == "true"
    follow = page.locator(".frame-aside").get_by_role("button", name="Follow this")
    follow.click()
    page.locator(".frame-aside").get_by_role("button", name="You follow this").wait_for()
    page.wait_for_load_state("networkidle")
    page.goto(f"{site.url}/bookmarks/")
    assert page.get_by_role("link", name="Long thread").count() == 1
    page.goto(f"{site.url}/following/list/")
    assert page.get_by_role("link", name="Long thread").count() == 1
