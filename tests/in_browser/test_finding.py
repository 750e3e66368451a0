"""Finding things as people do: the search page with its filters, and the palette, with and without script, on a phone too."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser import press_until
from tests.in_browser.test_every_page import RULES, findings

expect.set_options(timeout=15_000)
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
POSTED = """
import json
from kring.core.activity import fanout
from kring.core.content import verbs
from kring.core.groups.models import Group
from kring.core.people.models import Person
from kring.core.search import index
host, member = Person.objects.get(handle="host"), Person.objects.get(handle="member")
def post(who, group, kind, title):
    item = verbs.post(who, Group.objects.get(slug=group), kind, title=title, body="<p>About the bicycle shed.</p>")
    return item.pk
made = {
    "question": post(member, "open", "question", "Who has a pump for a bicycle?"),
    "update": post(host, "open", "update", "The bicycle shed is open"),
    "secret": post(host, "secret", "update", "The hidden bicycle"),
}
while fanout.sweep():
    pass
index.write("content", list(made.values()))
print(json.dumps(made))
"""


@pytest.fixture(scope="module", autouse=True)
def posted(site):
    site.items |= json.loads(site.platform.python(POSTED).splitlines()[-1])


def results(page):
    return page.locator(".search-hit h2")


def palette(page):
    """Open it by its key; the field, once it has its list."""
    expect(page.locator("command-palette:defined")).to_be_attached()
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox", name="Search pages, people and groups")
    expect(field).to_be_focused()
    return field


def problems(page) -> list[str]:
    """Without htmx's notes that a question was given up because one typed on."""
    return [one for one in page.problems if not one.startswith(("htmx:sendAbort", "htmx:afterRequest"))]


def found(page):
    """What the palette lists."""
    return page.locator("#palette-list").get_by_role("option")


def test_searching_and_narrowing(site, enter, script):
    page = enter("member", java_script_enabled=script)
    page.goto(f"{site.url}/search/")
    field = page.get_by_role("searchbox", name="Search everything")
    expect(field).to_be_focused()
    field.fill("bicycle")
    field.press("Enter")
    expect(results(page)).to_have_count(3)
    page.evaluate("window.before = true") if script else None
    page.locator("#search-kind").click()
    page.locator(".search-filter").filter(has=page.locator("#search-kind")).get_by_role(
        "link", name="Questions"
    ).click()
    expect(results(page)).to_have_count(1)
    expect(page).to_have_url(re.compile("q=bicycle&kind=question"))
    expect(page.locator("#search-field")).to_have_value("bicycle")
    if script:
        assert page.evaluate("window.before")  # the page is the same one
        expect(page.locator("#search-kind")).to_be_focused()
        expect(page.locator("search-page > [role=status]")).to_have_text("1 result")
    page.get_by_role("link", name="Leave out this filter: Questions").click()
    expect(results(page)).to_have_count(3)
    assert problems(page) == []


def test_the_way_back_through_filters(site, enter):
    page = enter("member")
    page.goto(f"{site.url}/search/?q=bicycle")
    page.get_by_role("link", name="Newest first").click()
    expect(page.get_by_role("link", name="Newest first")).to_have_attribute("aria-current", "true")
    page.go_back()
    expect(page).to_have_url(f"{site.url}/search/?q=bicycle")
    expect(page.get_by_role("link", name="Best first")).to_have_attribute("aria-current", "true")
    assert problems(page) == []


def test_the_search_page_by_keyboard(site, enter):
    page = enter("member")
    page.goto(f"{site.url}/search/?q=bicycle")
    expect(page.locator("search-page:defined")).to_be_attached()
    expect(page.locator("shortcut-keys:defined")).to_be_attached()
    press_until(page, "/", page.locator("#search-field"))
    page.keyboard.press("ArrowDown")
    expect(results(page).nth(0).locator("a")).to_be_focused()
    page.keyboard.press("ArrowDown")
    second = results(page).nth(1).locator("a")
    expect(second).to_be_focused()
    assert second.evaluate("link => getComputedStyle(link).outlineStyle") != "none"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#search-field")).to_be_focused()
    page.locator("#search-kind").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#search-kind")).to_be_focused()
    expect(page).to_have_url(re.compile("kind="))
    assert findings(page, RULES, "a narrowed search") == []
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page.locator(".search-hit").first).to_be_focused()
    page.keyboard.press("o")
    expect(page).to_have_url(re.compile(r"/c/\d+/"))


def test_nothing_is_found_and_one_can_ask(site, enter):
    page = enter("member")
    page.goto(f"{site.url}/search/?q=zeppelin&kind=question")
    expect(page.get_by_role("heading", name="Nothing was found")).to_be_visible()
    page.get_by_role("link", name="Ask a question").click()
    expect(page.get_by_label("Your question")).to_have_value("zeppelin")
    assert problems(page) == []


def test_searches_are_remembered_here_and_forgotten(site, enter):
    page = enter("member")
    page.goto(f"{site.url}/search/?q=bicycle")
    expect(page.locator("search-page:defined")).to_be_attached()
    page.goto(f"{site.url}/search/")
    recent = page.locator("recent-searches")
    recent.get_by_role("link", name="bicycle").click()
    expect(results(page)).to_have_count(3)
    page.goto(f"{site.url}/search/")
    recent.get_by_role("button", name="Forget these").click()
    expect(recent).to_be_hidden()
    page.reload()
    expect(page.locator("search-page:defined")).to_be_attached()
    expect(recent).to_be_hidden()
    assert problems(page) == []


def test_the_palette_wholly_by_keyboard(site, enter):
    page = enter("member")
    page.goto(f"{site.url}/g/")
    field = palette(page)
    options = found(page)
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.type("bicy")
    expect(page.locator("[data-typed=bicy]")).to_be_attached()
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(field).to_be_focused()
    assert field.get_attribute("aria-activedescendant") == options.nth(1).get_attribute("id")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")  # round to the last one: search everywhere
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(field).to_be_hidden()
    expect(page.locator("shortcut-keys:defined")).to_be_attached()
    press_until(page, "/", field)
    expect(field).to_have_value("")
    page.keyboard.type("bicy")
    expect(page.locator("[data-typed=bicy]")).to_be_attached()
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site.url}/search/?q=bicy")
    assert problems(page) == []  # before axe, which is one itself
    palette(page)
    page.keyboard.type("bicy")
    expect(page.locator("[data-typed=bicy]")).to_be_attached()
    assert findings(page, RULES, "the palette") == []


def test_enter_goes_to_what_is_chosen(site, enter):
    page = enter("member")
    page.goto(site.url)
    palette(page)
    page.keyboard.type("pump")
    expect(page.locator("[data-typed=pump]")).to_be_attached()
    expect(found(page).first).to_contain_text("Who has a pump")
    page.keyboard.press("Enter")
    expect(page).to_have_url(site.item("question"))


def test_the_palette_on_a_phone(site, enter):
    page = enter("member", **PHONE)
    page.goto(site.url)
    expect(page.locator("command-palette:defined")).to_be_attached()
    page.locator(".bottombar").get_by_role("link", name="Search").tap()
    dialog = page.get_by_role("dialog", name="Search")
    expect(dialog).to_be_visible()
    page.keyboard.type("bicy")
    expect(page.locator("[data-typed=bicy]")).to_be_attached()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    heights = dialog.locator("a, button").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44, heights
    dialog.get_by_role("button", name="Close").tap()
    expect(dialog).to_be_hidden()
    assert problems(page) == []


def test_filters_on_a_phone(site, enter):
    page = enter("member", **PHONE)
    page.goto(f"{site.url}/search/?q=bicycle")
    page.locator("#search-kind").tap()
    sheet = page.locator(".search-control[open] .menu-panel")
    expect(sheet).to_be_visible()
    box = sheet.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390 and box["y"] + box["height"] <= 844
    small = page.locator("main :is(.search-control > summary, .search-sorts a, .menu-item)").evaluate_all(
        "all => all.filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 40).map(one => one.outerHTML)"
    )
    assert small == []
    sheet.get_by_role("link", name="Questions").tap()
    expect(results(page)).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert problems(page) == []


@pytest.mark.parametrize(("who", "sees"), [("member", True), ("outsider", False)])
def test_what_is_hidden_is_nowhere(site, enter, who, sees):
    page = enter(who)
    page.goto(f"{site.url}/search/?q=bicycle")
    expect(results(page)).to_have_count(3 if sees else 2)
    expect(page.get_by_text("The hidden bicycle")).to_have_count(int(sees))
    palette(page)
    page.keyboard.type("hidden")
    expect(page.locator("[data-typed=hidden]")).to_be_attached()
    expect(found(page).filter(has_text="The hidden bicycle")).to_have_count(int(sees))
