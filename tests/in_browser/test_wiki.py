"""A tree of pages by pointer, by keyboard and without script; the part of a long page that is being read is marked."""

import re

import pytest
from playwright.sync_api import expect

from tests.in_browser.test_every_page import RULES, findings

expect.set_options(timeout=15_000)  # a busy machine is slow, not wrong
SET_UP = """
from kring.core.content import text, verbs
from kring.core.content.models import Content
from kring.core.groups.models import Group
from kring.core.people.models import Person
from kring.kinds.wiki import arranging
member, group = Person.objects.get(handle="member"), Group.objects.get(slug="open")
Content.objects.filter(kind="wiki").delete()
long = text.clean("".join(f"<h2>Part {n}</h2>" + "<p>words and words</p>" * 12 for n in range(6)))
made = {}
for title, under in (("Apple", None), ("Bear", "Apple"), ("Cow", None), ("Door", None)):
    made[title] = verbs.post(member, group, "wiki", title=title, body=long)
    arranging.begin(made[title], under and made[under].pk)
print(made["Apple"].pk)
"""
SHAPE = """
from kring.core.groups.models import Group
from kring.kinds.wiki.tree import whole
def of(pages): return " ".join(p.title + (f"({of(p.pages)})" if p.pages else "") for p in pages)
print(of(whole(Group.objects.get(slug="open").pk).top))
"""


@pytest.fixture
def tree(site):
    site.first = site.platform.python(SET_UP).split()[-1]
    return lambda: site.platform.python(SHAPE).strip().splitlines()[-1]


def arranging(page, site):
    page.goto(f"{site.url}/g/open/wiki/")
    page.get_by_role("button", name="Rearrange").click()
    return lambda title: page.get_by_role("button", name=f"Move “{title}”")


def test_by_keyboard(site, enter, tree):
    page = enter("member")
    grip = arranging(page, site)
    said = page.locator("wiki-mover [role=status]")
    grip("Door").focus()
    page.keyboard.press("Enter")
    expect(said).to_contain_text("You hold “Door”")
    page.keyboard.press("ArrowUp")
    expect(said).to_have_text("“Door”: 2 of 3, under the top")
    page.keyboard.press("ArrowRight")
    expect(said).to_have_text("“Door”: 2 of 2, under Apple")
    expect(grip("Door")).to_be_focused()
    page.keyboard.press("Enter")
    expect(said).to_have_text("Moved.")
    assert tree() == "Apple(Bear Door) Cow"
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")
    expect(said).to_contain_text("Put back")
    assert tree() == "Apple(Bear Door) Cow"
    assert page.problems == []


def test_by_pointer(site, enter, tree):
    page = enter("member")
    grip = arranging(page, site)
    target = page.locator(".wiki-whole").get_by_role("link", name="Cow")
    grip("Bear").hover()
    page.mouse.down()
    box = target.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2, steps=5)
    expect(target.locator("..")).to_have_class(re.compile("drop-in"))
    page.mouse.up()
    expect(page.locator("wiki-mover [role=status]")).to_have_text("Moved.")
    assert tree() == "Apple Cow(Bear) Door"
    assert page.problems == []


def test_without_script(site, enter, tree):
    page = enter("member", java_script_enabled=False)
    page.goto(f"{site.url}/c/{site.first}/place/")
    page.get_by_label("Under").select_option(label="Door")
    page.get_by_role("button", name="Show the pages there").click()
    expect(page.get_by_label("Place under “Door”")).to_be_visible()
    page.get_by_role("button", name="Move", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Apple")
    assert tree() == "Cow Door(Apple(Bear))"


def test_nothing_for_axe_to_find(site, enter, tree):
    page = enter("member")
    arranging(page, site)
    bad = findings(page, RULES, "rearranging")
    for path in (
        f"/c/{site.first}/",
        f"/c/{site.first}/place/",
        f"/c/{site.first}/care/?q=m",
        "/wiki/",
        "/g/open/wiki/?q=a",
    ):
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            page.goto(site.url + path)
            bad += findings(page, RULES, f"{path} {theme}")
        page.set_viewport_size({"width": 360, "height": 740})
        wide = page.evaluate("document.documentElement.scrollWidth")
        bad += [f"{path}: {wide} px"] * (wide > 360)
        page.set_viewport_size({"width": 1280, "height": 720})
    assert not bad, "\n".join(bad)


def test_the_part_that_is_read_is_marked(site, enter, tree):
    page = enter("member", viewport={"width": 1400, "height": 800})
    page.goto(f"{site.url}/c/{site.first}/")
    parts = page.get_by_role("navigation", name="On this page")
    parts.get_by_role("link", name="Part 3").click()
    expect(parts.get_by_role("link", name="Part 3")).to_have_attribute("aria-current", "location")
    page.set_viewport_size({"width": 390, "height": 800})
    page.get_by_text("On this page").first.click()
    expect(page.locator(".toc-phone").get_by_role("link", name="Part 5")).to_be_visible()
    assert page.problems == []
