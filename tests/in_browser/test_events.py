"""Events in a real browser: planned and answered with a keyboard, and without script."""

import uuid
from datetime import date, timedelta

from playwright.sync_api import expect


def plan(page, site, title: str, **fields) -> str:
    """Post an event in the group *open*, a week from now; its address."""
    page.goto(f"{site.url}/new/?kind=event&group=open")
    page.locator("[name=title]").fill(title)
    told = {"starts_on": (date.today() + timedelta(days=7)).isoformat(), "starts_time": "14:00", **fields}
    for name, value in told.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("button.composer-post").click()
    page.goto(f"{site.url}/events/")
    page.get_by_role("link", name=title).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    return page.url


def test_planned_answered_and_found_in_the_month(site, enter, script):
    title = f"Walk {uuid.uuid4().hex[:8]}"
    host, guest = (enter(who, java_script_enabled=script) for who in ("host", "member"))
    address = plan(host, site, title, location="The pond")
    guest.goto(address)
    guest.get_by_role("button", name="I’m coming").focus()
    guest.keyboard.press("Enter")
    expect(guest.get_by_role("button", name="You come")).to_have_attribute("aria-pressed", "true")
    expect(guest.locator(".event-counts")).to_contain_text("1 person comes")
    on = (date.today() + timedelta(days=7)).isoformat()
    guest.goto(f"{site.url}/events/?view=month&at={on}")
    expect(guest.get_by_role("columnheader")).to_have_count(7)
    guest.get_by_role("link", name=title).first.focus()
    guest.keyboard.press("Enter")
    guest.get_by_role("button", name="You come").click()
    expect(guest.get_by_role("button", name="I’m coming")).to_have_attribute("aria-pressed", "false")
