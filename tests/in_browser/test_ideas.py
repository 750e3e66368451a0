"""Voting and explaining as people do it: by keyboard, and without script."""

import json

import pytest

POSTED = """
import json
from kring.kinds.ideas.tests import pages
print(json.dumps(pages.make()))
"""


@pytest.fixture(scope="module")
def made(site):
    return json.loads(site.platform.python(POSTED).splitlines()[-1])


def test_voting_by_keyboard_is_seen_at_once_and_stays(site, enter, made):
    page = enter("outsider")
    page.goto(f"{site.url}/c/{made['idea']}/")
    vote = page.locator(".card-page .vote-main")
    assert vote.inner_text().split() == ["Vote", "1"]
    vote.focus()
    with page.expect_response("**/vote/") as sent:
        page.keyboard.press("Enter")
        assert vote.inner_text().split() == ["Voted", "2"]
    assert sent.value.status == 204
    page.reload()
    vote = page.locator(".card-page .vote-main")
    assert (vote.get_attribute("aria-pressed"), vote.inner_text().split()) == ("true", ["Voted", "2"])


def test_ideas_like_it_appear_while_typing(site, enter, made):
    page = enter("host")
    page.goto(f"{site.url}/new/?kind=idea")
    page.get_by_role("textbox", name="Your idea").press_sequentially("Rain barrels for all")
    page.get_by_text("Is it one of these?").wait_for()
    assert page.locator("#similar-ideas a").first.inner_text() == "Rain barrels"


def test_without_script_a_host_explains_and_a_member_votes(site, enter, made):
    page = enter("host", java_script_enabled=False)
    page.goto(f"{site.url}/c/{made['closed']}/")
    page.get_by_role("link", name="Explain the outcome").click()
    page.get_by_label("Adopted in part").check()
    page.get_by_label("Why?").fill("We begin **small**.")
    page.get_by_role("button", name="Explain it").click()
    assert page.locator(".outcome-partly strong", has_text="small").count() == 1
    page.goto(f"{site.url}/c/{made['idea']}/")
    page.locator(".card-page .vote-main").click()
    assert (
        page.locator(".card-page .vote-main").get_attribute("aria-pressed") == "false"
    )  # the host had voted
