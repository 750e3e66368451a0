"""The script arrives late: what was typed before it is kept, and what was pressed counts."""

import time

import pytest
from playwright.sync_api import expect

from tests.in_browser.test_flows import words

expect.set_options(timeout=15_000)


@pytest.fixture
def slow(enter):
    """A page whose modules come late."""

    def make(who):
        page = enter(who)

        def late(route):
            time.sleep(0.3)
            route.continue_()

        page.context.route("**/*.js", late)
        return page

    return make


def test_typed_before_the_script_came(site, slow):
    page = slow("member")
    text = words()
    page.goto(f"{site.url}/g/open/", wait_until="commit")
    page.locator(".composer-line").click()
    page.locator(".composer textarea[name=body]").fill(text)
    page.wait_for_load_state("networkidle")
    assert page.locator(".composer textarea[name=body]").input_value() == text
    page.locator(".composer-post").click()
    expect(page.locator("article", has_text=text)).to_have_count(1)


def test_sent_before_the_script_came(site, slow):
    page = slow("member")
    text = words()
    page.goto(f"{site.url}/g/open/", wait_until="commit")
    page.locator(".composer-line").click()
    page.locator(".composer textarea[name=body]").fill(text)
    page.locator(".composer-post").click(no_wait_after=True)
    expect(page.locator("article", has_text=text)).to_have_count(1)
