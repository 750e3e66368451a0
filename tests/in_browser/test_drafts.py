"""Nobody loses what they wrote; what is written can wait, and go back to what it was."""

import uuid
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.in_browser.test_flows import go_to, words, write

expect.set_options(timeout=15_000)


def area(page):
    return page.locator(".composer .ProseMirror")


def saved(page):
    expect(page.locator(".composer .draft-status")).to_have_text("Saved as a draft")


@pytest.fixture(autouse=True)
def no_drafts(site):
    site.platform.python("from kring.core.content.drafts import Draft; Draft.objects.all().delete()")


def test_a_draft_survives_a_closed_tab_and_is_gone_when_posted(site, enter):
    page, text = enter("member"), words()
    write(page, site, text)
    saved(page)
    page.close()
    page = enter("member")  # another browser: nothing is left but what the server has
    page.goto(f"{site.url}/g/open/")
    page.locator(".composer-line").click()
    expect(page.locator(".composer-begun")).to_contain_text("You were writing this")
    expect(area(page)).to_contain_text(text)
    page.locator(".composer-post").click()
    expect(page.locator("#stream article", has_text=text)).to_have_count(1)
    expect(page.locator(".composer details").first).not_to_have_attribute("open", "")
    page.goto(f"{site.url}/drafts/")
    expect(page.locator("main")).not_to_contain_text(text)
    assert page.problems == []


def test_a_session_that_ended_and_a_lost_connection(site, enter):
    page, text, more = enter("host"), words(), words()
    write(page, site, text)
    saved(page)
    site.platform.python(
        "from kring.core.people.models import Session; Session.objects.filter(person__handle='host').delete()"
    )
    page.keyboard.type(f" {more}")
    expect(page.locator(".toast", has_text="signed out")).to_be_visible()
    link = site.platform.run("login-link", "host").stdout.split()[-1]
    page.goto(link)
    page.goto(f"{site.url}/g/open/")
    expect(page.locator(".composer textarea[name=body]")).to_have_value(f"<p>{text} {more}</p>")
    saved(page)
    page.context.set_offline(True)
    page.locator(".composer input[name=title]").fill("Offline")
    expect(page.locator(".composer .draft-status")).to_contain_text("No connection")
    page.context.set_offline(False)
    saved(page)
    site.cookies.pop("host", None)
    other = page.context.new_page()
    other.goto(f"{site.url}/drafts/")
    expect(other.locator("main")).to_contain_text("Offline")
    expect(other.locator("main")).to_contain_text(more)


def test_two_devices_keep_both_until_somebody_chooses(site, enter):
    one, two, text = enter("member"), enter("member"), words()
    write(one, site, text)
    saved(one)
    two.goto(f"{site.url}/new/")
    expect(area(two)).to_contain_text(text)
    area(two).click()
    two.keyboard.type("Device two ")
    saved(two)
    area(one).click()
    one.keyboard.type("Device one ")
    expect(one.locator(".composer .draft-status")).to_contain_text("changed on another device")
    assert one.locator(".composer .draft-status a").get_attribute("href").startswith("/new/?draft=new-")
    one.locator(".composer .draft-status button").click()
    saved(one)
    two.goto(f"{site.url}/new/")
    expect(area(two)).to_contain_text("Device one")


def test_scheduled_by_keyboard_then_compared_and_put_back(site, enter):
    page, text = enter("member"), words()
    page.goto(f"{site.url}/new/?kind=update&group=open")
    expect(area(page)).to_be_focused()
    page.keyboard.type(text)
    go_to(page, ".composer-later summary")
    page.keyboard.press("Enter")
    day = date.today() + timedelta(days=9)
    expect(page.locator(".composer-later input[type=date]")).to_be_focused()
    page.locator(":focus").fill(f"{day}")
    expect(page.locator(".composer-later [role=status]")).to_contain_text(str(day.year))
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Drafts")
    row = page.locator("#scheduled ~ ul li", has_text=text)
    expect(row).to_contain_text("Appears in")
    row.get_by_role("button", name="Post now").click()
    expect(page.locator("article", has_text=text)).to_have_count(1)
    item, better = page.url, uuid.uuid4().hex[:6]
    page.goto(f"{item}edit/")
    area(page).click()
    page.keyboard.press("Control+a")
    page.keyboard.type(f"Words {better}")
    page.get_by_label("What did you change?").fill("Another number")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("article")).to_contain_text(better)
    page.goto(f"{item}history/")
    expect(page.locator("main")).to_contain_text("Another number")
    page.get_by_role("button", name="Compare").click()
    expect(page.locator(".diff-text ins")).to_have_text(better)
    page.get_by_role("button", name="Put the older one back").click()
    expect(page.locator("article")).to_contain_text(text)
