"""A page is put together by keyboard, and without script."""

import re

from playwright.sync_api import expect

expect.set_options(timeout=15_000)
BLOCKS = """
from kring.core.content.models import Content
print(" ".join(block["type"] for block in Content.objects.filter(kind="page").latest("pk").blocks))
"""


def blocks(site) -> str:
    return site.platform.python(BLOCKS).strip().splitlines()[-1]


def test_by_keyboard(site, enter):
    page = enter("host")
    page.goto(f"{site.url}/new/?kind=page&group=open")
    expect(page.locator("block-list:defined")).to_be_attached()
    page.get_by_label("Title", exact=True).fill("By keyboard")
    add = page.get_by_role("group", name="Add a block")
    for name in ("Section", "People"):
        add.get_by_role("button", name=name).press("Enter")
    people = page.get_by_role("group", name="People", exact=True)
    expect(people.get_by_label("Heading")).to_be_focused()
    page.keyboard.type("Ask them")
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("block-list > [role=status]")).to_have_text("Block 1 of 2")
    page.keyboard.press("Alt+ArrowDown")
    add.get_by_role("button", name="Buttons").press("Enter")
    page.get_by_role("button", name="Remove this block: Section").press("Enter")
    page.get_by_role("group", name="Buttons", exact=True).get_by_label("Words").first.fill("Groups")
    page.get_by_role("group", name="Buttons", exact=True).get_by_label("Address").first.fill("/g/")
    page.get_by_role("button", name="Post", exact=True).click()
    expect(page.get_by_role("heading", name="By keyboard")).to_be_visible()
    expect(page.get_by_role("heading", name="Ask them")).to_be_visible()
    assert blocks(site) == "people buttons"
    assert page.problems == []


def test_without_script(site, enter):
    page = enter("host", java_script_enabled=False)
    page.goto(f"{site.url}/new/?kind=page&group=open")
    page.get_by_label("Title", exact=True).fill("Without script")
    add = page.get_by_role("group", name="Add a block")
    add.get_by_role("button", name="Latest").click()
    add.get_by_role("button", name="Text").click()
    page.locator("#block-b2 textarea").fill("First **of all**.")
    page.get_by_role("button", name="Move up: Text").click()
    expect(page.get_by_label("Title", exact=True)).to_have_value("Without script")
    page.get_by_role("button", name="Post", exact=True).click()
    expect(page).to_have_url(re.compile(r"/c/\d+/$"))
    expect(page.locator(".laid strong")).to_have_text("of all")
    assert blocks(site) == "text latest"
