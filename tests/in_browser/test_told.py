"""Notifications and newsletters as people meet them: in a browser, with and without script."""

import re

import pytest
from playwright.sync_api import expect

COMMENT = """
from kring.core.activity import fanout
from kring.core.content.models import Content
from kring.core.people.models import Person
from kring.interactions.comments import verbs as comments
said = comments.post(Person.objects.get(handle="host"), Content.objects.get(pk={item}), "<p>{words}</p>")
while fanout.sweep():
    pass
"""


def comment(site, words: str, item: str = "open published") -> None:
    site.platform.python(COMMENT.format(item=site.items[item], words=words))


def badge(page):
    return page.locator(".topbar unread-count")


@pytest.fixture(autouse=True)
def nothing_unread(site):
    site.platform.python(
        "from kring.core.activity import fanout\nfrom kring.core.notify.models import Notification\n"
        "while fanout.sweep(): pass\nNotification.objects.all().delete()"
    )


def test_a_notification_is_opened_where_it_happened(site, enter, script):
    comment(site, "Shall we meet on Monday?")
    page = enter("member", java_script_enabled=script)
    page.goto(site.url)
    expect(badge(page)).to_contain_text("1")
    page.locator(".bell[href='/notifications/']").click()
    if script:
        page.locator(".bell-panel .told a").first.click()
    else:
        page.locator(".told a").first.click()
    expect(page).to_have_url(re.compile(r"/c/\d+/.*#comment-\d+$"))
    expect(page.get_by_text("Shall we meet on Monday?").first).to_be_visible()
    expect(badge(page)).to_be_hidden()
    if script:
        assert not page.problems


def test_the_bell_rings_on_an_open_page_and_is_silent_once_read_elsewhere(site, enter):
    one, other = enter("member"), enter("member")
    for page in (one, other):
        page.goto(f"{site.url}/notifications/")
    one.wait_for_timeout(500)
    comment(site, "Is anybody there?")
    expect(badge(one)).to_contain_text("1", timeout=20_000)
    expect(one).to_have_title(re.compile(r"^\(1\) "))
    expect(badge(other)).to_contain_text("1", timeout=20_000)
    other.goto(f"{site.url}/notifications/")
    expect(other.locator(".told-unread")).to_have_count(1)
    one.goto(f"{site.url}/notifications/")
    one.get_by_role("button", name="Mark as read").click()
    expect(one.locator(".told-unread")).to_have_count(0)
    expect(badge(other)).to_be_hidden(timeout=20_000)
    expect(other.locator(".told-unread")).to_have_count(0)
    expect(other).to_have_title(re.compile(r"^Notifications"))
    assert not one.problems and not other.problems


def test_the_way_out_of_noise(site, enter, script):
    comment(site, "And another thing", "closed published")
    page = enter("member", java_script_enabled=script)
    page.goto(f"{site.url}/notifications/")
    page.locator(".told-tools summary").first.click()
    page.get_by_role("button", name="Mute this").click()
    expect(page.get_by_text("You hear nothing more about this one.")).to_be_visible()
    page.goto(f"{site.url}/settings/notifications/")
    page.locator("#muted").get_by_role("button", name="Hear again").click()
    expect(page.locator("#muted").get_by_role("button", name="Hear again")).to_have_count(0)


def test_choices_are_saved_as_one_goes(site, enter):
    page = enter("outsider")
    page.goto(f"{site.url}/settings/notifications/")
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_hidden()
    page.get_by_role("radio", name=re.compile("^Everything")).check()
    expect(page.locator(".choices-saved")).to_be_visible()
    page.get_by_text("Choose for each reason").click()
    mail = page.get_by_label("Mail, when somebody mentions me")
    expect(mail).to_have_value("now")
    mail.select_option("digest")
    expect(page.get_by_text("With your own changes")).to_be_visible()
    page.get_by_label("Silent from").select_option("19:00")
    expect(page.locator("#quiet .field-error")).to_be_visible()
    page.get_by_label("Silent until").select_option("07:00")
    expect(page.locator("#quiet .field-error")).to_have_count(0, timeout=20_000)
    page.reload()
    expect(page.get_by_role("radio", name=re.compile("^Everything"))).to_be_checked()
    expect(page.get_by_label("Silent until")).to_have_value("07:00")


def test_choices_are_saved_with_the_button(site, enter):
    page = enter("guest", java_script_enabled=False)
    page.goto(f"{site.url}/settings/notifications/")
    page.get_by_role("radio", name=re.compile("^Normal")).check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Your choices are saved.")).to_be_visible()
    expect(page.get_by_role("radio", name=re.compile("^Normal"))).to_be_checked()


def test_a_newsletter_from_the_first_word_to_the_last(site, enter, script):
    page = enter("host", java_script_enabled=script)
    page.goto(f"{site.url}/newsletters/")
    page.get_by_role("link", name="Write a newsletter").first.click()
    page.get_by_label("Subject").fill(f"Month {script}")
    page.get_by_label(re.compile("open zq")).check()
    page.get_by_role("button", name="Choose what is in it").click()
    page.get_by_role("button", name=re.compile("^Add ?:")).first.click()
    expect(page.locator(".piece")).to_have_count(1)
    page.get_by_placeholder("A heading between the items").fill("And this")
    page.get_by_role("button", name="Add the heading").click()
    expect(page.locator(".piece")).to_have_count(2)
    page.get_by_role("button", name="Move up: And this").click()
    expect(page.locator(".piece").first).to_contain_text("And this")
    page.get_by_role("link", name="Look at it and send").first.click()
    expect(page.frame_locator("iframe").get_by_role("heading", name=f"Month {script}")).to_be_visible()
    page.get_by_role("link", name="Dark").click()
    page.get_by_role("button", name="Send it now").click()
    expect(page.get_by_text("How it went")).to_be_visible()
    member = enter("member")
    member.goto(f"{site.url}/newsletters/")
    member.get_by_role("link", name=f"Month {script}").click()
    expect(member.locator(".letter-item")).to_have_count(1)
    if script:
        assert not page.problems
