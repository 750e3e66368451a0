"""Two people on the same pages at once, each in a browser of their own: what one does, the other sees happen."""

import json

import pytest

ITEMS = """
import json
from kring.core.content import verbs
from kring.core.groups.models import Group
from kring.core.people.models import Person
from kring.interactions.comments import verbs as comments
group, member = Group.objects.get(slug="open"), Person.objects.get(handle="member")
made = {}
for name, number in (("short", 2), ("long", 14)):
    item = verbs.post(member, group, "update", title=name, body="<p>Much to say.</p>" * 12)
    for n in range(number):
        comments.post(member, item, f"<p>{name} {n}.</p>" * 3)
    made[name] = item.pk
print(json.dumps(made))
"""
DO = """
from kring.core.content.models import Comment, Content
from kring.core.groups.models import Group
from kring.core.people.models import Person
from kring.interactions.comments import verbs as comments
from kring.interactions.reactions import verbs as reactions
host, item = Person.objects.get(handle="host"), Content.objects.get(pk={item})
"""


@pytest.fixture(scope="module", autouse=True)
def items(site):
    site.items |= json.loads(site.platform.python(ITEMS).splitlines()[-1])


@pytest.fixture
def do(site):
    """Something the host does to an item, in another process."""
    return lambda name, code: site.platform.python(DO.format(item=site.items[name]) + code)


def listening(page):
    """The page has its line: from here on it is told everything."""
    page.locator("body[data-listening]").wait_for()


def test_a_comment_appears_below_without_moving_what_is_read(site, enter, do):
    page = enter("outsider")
    page.goto(f"{site.url}/c/{site.items['long']}/#comments")
    listening(page)
    page.evaluate("window.scrollTo(0, 0)")
    before = page.locator(".comment").first.bounding_box()["y"]
    do("long", "comments.post(host, item, '<p>Fresh words.</p>')")
    pill = page.locator("new-comments a")
    pill.wait_for()
    assert pill.inner_text() == "1 new comment"
    assert page.locator(".comment").first.bounding_box()["y"] == before
    do("long", "comments.post(host, item, '<p>And more.</p>')")
    page.get_by_text("2 new comments").first.wait_for()
    pill.click()
    page.get_by_text("Fresh words.").wait_for()
    pill.wait_for(state="hidden")
    assert page.get_by_role("heading", name="16 comments").is_visible()
    assert not page.problems


def test_who_writes_keeps_their_place_and_their_words(site, enter, do):
    page = enter("outsider")
    page.goto(f"{site.url}/c/{site.items['short']}/")
    box = page.locator("#comments textarea[name=body]")
    box.focus()
    page.keyboard.type("Half a sentence")
    written = page.locator("#comments [contenteditable=true]")
    written.wait_for()
    page.locator("#comments [role=toolbar]").wait_for()
    listening(page)
    before = written.bounding_box()["y"]
    do("short", "comments.post(host, item, '<p>In between.</p>')")
    page.locator(".comment").get_by_text("In between.").wait_for()
    page.wait_for_timeout(100)
    assert abs(written.bounding_box()["y"] - before) < 2
    page.keyboard.type(" and the rest")
    assert written.inner_text().strip() == "Half a sentence and the rest"


def test_an_answer_comes_in_its_place_and_changes_and_goes(site, enter, do):
    page = enter("outsider")
    page.goto(f"{site.url}/c/{site.items['short']}/")
    listening(page)
    do(
        "short",
        "first = item.comments.order_by('pk').first(); comments.post(host, item, '<p>An answer.</p>', parent=first)",
    )
    first = page.locator("#comments .comments > .comment").first
    answer = first.locator(".comment-replies .comment")
    answer.get_by_text("An answer.").wait_for()
    own = "own = item.comments.get(body__contains='nswer'); own.content = item; "
    do("short", own + "comments.edit(own, host, '<p>A better answer.</p>')")
    answer.get_by_text("A better answer.").wait_for()
    assert answer.get_by_text("edited").is_visible()
    do("short", own + "comments.delete(own, host)")
    answer.wait_for(state="detached")
    assert not page.problems


def test_a_like_is_counted_wherever_its_number_stands(site, enter, do):
    stream, item = enter("outsider"), enter("member")
    stream.goto(f"{site.url}/g/open/")
    item.goto(f"{site.url}/c/{site.items['short']}/")
    listening(stream)
    listening(item)
    do(
        "short",
        "reactions.react(host, item); reactions.react(host, item, item.comments.order_by('pk').first())",
    )
    button = f"#react-{site.items['short']} .social-count"
    for page in (stream, item):
        page.locator(button).filter(has_text="1").wait_for()
    item.locator("#comments .comment").first.locator(".social-count").first.filter(has_text="1").wait_for()


def test_ones_own_comment_is_there_once(site, enter):
    page, other = enter("host"), None
    other = page.context.new_page()
    for one in (page, other):
        one.goto(f"{site.url}/c/{site.items['short']}/")
        listening(one)
    page.bring_to_front()
    page.locator("#comments textarea[name=body]").focus()
    page.keyboard.type("Mine alone")
    page.get_by_role("button", name="Post comment").click()
    page.locator(".comment").get_by_text("Mine alone").wait_for()
    other.bring_to_front()
    other.locator(".comment").get_by_text("Mine alone").wait_for()
    page.wait_for_timeout(3500)
    for one in (page, other):
        assert one.locator(".comment").get_by_text("Mine alone").count() == 1


def lines(site) -> int:
    """Open connections to the live server."""
    live = site.platform.child("live")
    return sum(
        one.status == "ESTABLISHED" and one.laddr.port == site.platform.port + 1
        for one in live.net_connections()
    )


def test_tabs_share_one_line_and_another_takes_over(site, enter, do):
    first = enter("outsider")
    before = lines(site)
    first.goto(f"{site.url}/c/{site.items['short']}/")
    listening(first)
    second = first.context.new_page()
    second.goto(f"{site.url}/c/{site.items['long']}/")
    listening(second)
    second.wait_for_timeout(800)
    assert lines(site) == before + 1
    do("short", "comments.post(host, item, '<p>For the first tab.</p>')")
    first.locator(".comment").get_by_text("For the first tab.").wait_for()
    first.close()
    do("long", "comments.post(host, item, '<p>For the second tab.</p>')")
    comment = second.locator(".comment").get_by_text("For the second tab.")
    comment.wait_for()
    second.wait_for_timeout(1500)
    assert comment.count() == 1 and lines(site) == before + 1


def test_who_left_the_group_is_told_nothing_more(site, enter, do):
    page = enter("outsider")
    page.goto(f"{site.url}/c/{site.items['short']}/")
    listening(page)
    count = page.locator(f"#react-{site.items['short']} .social-count")
    was = count.inner_text()
    do("short", "from kring.core.groups.models import Group\nGroup.objects.filter(pk=item.group_id).update(access='closed')\n"
       "reactions.take_back(host, item)\nreactions.react(host, item)\n"
       "comments.post(host, item, '<p>Among ourselves.</p>')")  # fmt: skip
    page.wait_for_timeout(2500)
    assert count.inner_text() == was and not page.get_by_text("Among ourselves.").count()
    do(
        "short",
        "from kring.core.groups.models import Group\nGroup.objects.filter(pk=item.group_id).update(access='open')",
    )


UNREAD = """
from kring.core.notify import reading
from kring.core.people.models import Person
member = Person.objects.get(handle="member")
print(reading.unread([member.pk])[member.pk])
"""


def test_what_comes_in_under_ones_eyes_is_read_and_on_a_page_left_alone_is_not(site, enter, do):
    """The counter follows: a comment on one's own item makes it go up, a sign of being there makes it go down."""
    page = enter("member")
    page.goto(f"{site.url}/c/{site.items['short']}/")
    listening(page)
    counter = page.locator("unread-count[data-n]").first
    before = int(counter.get_attribute("data-n"))
    page.mouse.move(200, 200)
    do("short", "comments.post(host, item, '<p>Under your eyes.</p>')")
    comment = page.get_by_text("Under your eyes.")
    comment.wait_for()
    page.wait_for_function("n => document.querySelector('unread-count').dataset.n > n", arg=before)
    assert int(site.platform.python(UNREAD).splitlines()[-1]) == before + 1
    comment.scroll_into_view_if_needed()
    tick = [(300 + n % 2, 300) for n in range(200)]
    for place in tick:
        page.mouse.move(*place)
        if int(counter.get_attribute("data-n")) == before:
            break
        page.wait_for_timeout(100)
    assert int(site.platform.python(UNREAD).splitlines()[-1]) == before
