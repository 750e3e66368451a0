"""Writing to each other in two browsers at once, by keyboard; leaving; and without script."""

import re
from uuid import uuid4

from playwright.sync_api import expect

DO = """
from kring.core.people.models import Person
from kring.tools.messages import seeing, starting
from kring.tools.messages.models import Conversation
talk = Conversation.objects.order_by("pk").last()
who = Person.objects.get(handle="{who}")
place = seeing.find(who, talk.pk)
place.person = who
"""


def test_two_people_write_and_one_leaves(site, enter):
    member, outsider = enter("member"), enter("outsider")
    member.goto(f"{site.url}/people/outsider/")
    member.get_by_role("link", name="Message", exact=True).click()
    member.wait_for_url("**/messages/**")  # until it has loaded: before that, Enter is a new line
    box = member.get_by_role("textbox", name="Write a message")
    box.fill("Do you have a minute?")
    box.press("Enter")
    member.locator(".talk-bubble").get_by_text("Do you have a minute?").wait_for()
    outsider.goto(f"{site.url}/")
    number = outsider.locator(".rail rail-number")
    number.get_by_text("1").first.wait_for()
    outsider.goto(member.url.partition("#")[0])
    member.locator("#seen").get_by_text("Read by").wait_for()
    outsider.locator("body[data-listening]").wait_for()
    box.focus()
    member.keyboard.type("Two things:")
    member.keyboard.press("Shift+Enter")
    member.keyboard.type("the hall and the key")
    member.keyboard.press("Enter")
    outsider.locator(".talk-bubble").get_by_text("the hall and the key").wait_for()
    assert box.input_value() == "" and member.locator(".talk-said").count() == 2
    assert member.evaluate("document.activeElement.name") == "body"
    site.platform.python(DO.format(who="outsider") + "starting.leave(place)")
    outsider.wait_for_url("**/messages/", timeout=5000)
    assert not member.problems
    assert not [problem for problem in outsider.problems if "404" not in problem]


def test_words_survive_a_sending_that_fails(site, enter):
    page, word = (
        enter("host"),
        uuid4().hex[:6],
    )  # another one each time: it may be tried twice on one platform
    page.goto(f"{site.url}/messages/new/?to=member")
    page.get_by_role("textbox", name="Write a message").fill(f"First {word}")
    page.get_by_role("button", name="Send").click()
    page.wait_for_url(re.compile(r"/messages/\d+/"))  # until it has loaded: before that, Enter is a new line
    page.locator(".talk-bubble").get_by_text(f"First {word}").wait_for()
    said = page.locator(".talk-said").count()
    page.context.set_offline(True)
    box = page.get_by_role("textbox", name="Write a message")
    box.fill(f"Not lost {word}")
    box.press("Enter")
    expect(page.locator("offline-bar")).to_contain_text("Waiting to be sent (1)")
    page.context.set_offline(False)  # it was put aside on the device, and goes by itself
    page.locator(".talk-bubble").get_by_text(f"Not lost {word}").wait_for(timeout=60_000)
    expect(page.locator(".talk-said")).to_have_count(said + 1)


def test_without_script(site, enter):
    page = enter("outsider", java_script_enabled=False)
    page.goto(f"{site.url}/messages/new/")
    page.get_by_role("searchbox", name="Search by name").fill("host")
    page.get_by_role("button", name="Find").click()
    page.locator(".talk-choice", has_text="Host").locator("input").check()
    page.get_by_role("textbox", name="Write a message").fill("By hand")
    page.get_by_role("button", name="Send").click()
    assert page.locator(".talk-bubble").get_by_text("By hand").is_visible()
    page.get_by_role("textbox", name="Write a message").fill("And again")
    page.get_by_role("button", name="Send").click()
    assert page.locator(".talk-said").count() == 2
