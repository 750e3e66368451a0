"""Going anywhere by keyboard: the palette, single keys, and finding people while one types."""

import pytest
from playwright.sync_api import expect

from tests.browser import press_until
from tests.in_browser.test_every_page import RULES, findings

expect.set_options(timeout=15_000)


def test_the_palette_by_keyboard(site, enter):
    page = enter("host")
    page.goto(f"{site.url}/g/")
    expect(page.locator("command-palette:defined")).to_be_attached()
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox", name="Search pages, people and groups")
    expect(field).to_be_focused()
    page.keyboard.type("memb")
    options = page.get_by_role("option")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(options.first).to_contain_text("Member")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    assert page.problems == []  # axe itself would be one
    assert findings(page, RULES, "the palette") == []
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site.url}/people/member/")
    expect(page.locator("shortcut-keys:defined")).to_be_attached()
    press_until(page, "/", field)
    page.keyboard.press("Escape")
    expect(field).not_to_be_visible()


def test_single_keys(site, enter):
    page = enter("host")
    page.goto(f"{site.url}/g/open/")
    expect(page.locator("shortcut-keys:defined")).to_be_attached()
    page.keyboard.press("j")
    first = page.locator("main article.card").first
    expect(first).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_contain_text("Go to People")
    assert page.problems == []
    assert findings(page, RULES, "the help") == []
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("p")
    expect(page).to_have_url(f"{site.url}/people/")
    page.wait_for_load_state()  # the field searches from then on
    page.get_by_label("Search people", exact=True).press_sequentially("gn?")  # only letters, while one types
    expect(page).to_have_url(f"{site.url}/people/?q=gn%3F")


@pytest.mark.parametrize("look", ["list", "faces"])
def test_finding_people(site, enter, script, look):
    page = enter("host", java_script_enabled=script)
    page.goto(f"{site.url}/people/?view={look}")
    page.get_by_label("Search people", exact=True).fill("out")
    if not script:
        page.locator(".find button").click()
    expect(page.locator("#people .person-name")).to_have_count(1)
    expect(page.locator("#people")).to_contain_text("Outsider")
    assert page.problems == []
