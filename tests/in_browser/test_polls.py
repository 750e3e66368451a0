"""Voting by keyboard while somebody else's page follows, a poll without script, and a question in a town hall."""

import json

import pytest
from playwright.sync_api import expect

expect.set_options(timeout=15_000)  # a busy machine is slow, not wrong
SET_UP = """
import json
from kring.kinds.polls.tests import pages as polls
from kring.kinds.townhalls.tests import pages as halls
print(json.dumps(polls.make() | halls.make()))
"""


@pytest.fixture(scope="module")
def made(site) -> dict[str, int]:
    return json.loads(site.platform.python(SET_UP).splitlines()[-1])


def test_a_vote_by_keyboard_shows_on_another_page(site, enter, made):
    watching, voting = enter("host"), enter("member")
    watching.goto(f"{site.url}/c/{made['poll']}/")
    expect(watching.locator("body")).to_have_attribute("data-listening", "")
    expect(watching.locator(".poll-facts")).to_contain_text("1 person voted")
    voting.goto(f"{site.url}/c/{made['poll']}/")
    voting.get_by_role("radio", name="Tea").focus()
    voting.keyboard.press("Space")
    voting.keyboard.press("Enter")
    expect(voting.locator(".poll-mine")).to_contain_text("your vote")
    expect(watching.locator(".poll-facts")).to_contain_text("2 people voted")
    expect(watching.get_by_role("row", name="Tea 1 vote, 50%")).to_be_visible()
    assert watching.problems == voting.problems == []


def test_asking_and_voting_without_script(site, enter):
    page = enter("member", java_script_enabled=False)
    page.goto(f"{site.url}/new/?kind=poll")
    page.get_by_label("What do you want to know?").fill("Which colour?")
    page.get_by_role("textbox", name="Option 1", exact=True).fill("Blue")
    page.get_by_role("textbox", name="Option 2", exact=True).fill("Orange")
    page.get_by_text("More options").click()
    page.get_by_role("textbox", name="Option 5", exact=True).fill("Grey")
    page.get_by_role("button", name="Post", exact=True).click()
    page.get_by_role("radio", name="Grey").check()
    page.get_by_role("button", name="Vote", exact=True).click()
    expect(page.get_by_role("row", name="Grey")).to_contain_text("1 vote, 100%")


def test_what_is_typed_stays_while_questions_come(site, enter, made):
    typing, asking = enter("member"), enter("host")
    typing.goto(f"{site.url}/c/{made['hall']}/")
    expect(typing.locator("body")).to_have_attribute("data-listening", "")
    typing.get_by_label("Your question").fill("Half a sen")
    asking.goto(f"{site.url}/c/{made['hall']}/")
    asking.get_by_label("Your question").fill("Who waters the plants?")
    asking.get_by_label("Ask without my name").check()
    asking.get_by_role("button", name="Ask", exact=True).click()
    expect(typing.get_by_text("Who waters the plants?")).to_be_visible()
    expect(typing.get_by_label("Your question")).to_have_value("Half a sen")
    want = typing.locator(".hall-question", has_text="Who waters").get_by_role("button")
    want.click()
    expect(want).to_have_attribute("aria-pressed", "true")
    assert typing.problems == asking.problems == []
