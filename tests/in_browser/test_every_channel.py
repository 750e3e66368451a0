"""The six people of the cast, and every way in which something reaches them: each receives exactly what they should."""

import re
from email.utils import parseaddr

import pytest
from django.utils import translation
from django.utils.translation import gettext as _
from playwright.sync_api import expect

from kring.core.live.tests.listen import Listener
from tests.cast import GROUPS, MEMBERS, READERS, SIGNED_IN
from tests.in_browser.six import DUTCH, LONG, MANY, Six, addresses_in, text_of
from tests.in_browser.six import six as six
from tests.server import wait_for

POST = dict(zip(GROUPS, "wombelsnoek krispardoe fluzentrop gimdaworl yepsolnix".split(), strict=True))
COMMENT = dict(zip(GROUPS, "brasquilto dunkervape hoxtimbrel javuntork quibnastel".split(), strict=True))
ANSWER, LATE, AFTER = "pelgrumat", "stivarknol", "varduxemp"

pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def site(six):
    """What `enter` opens pages of."""
    return six.site


def test_each_receives_exactly_what_they_should(six: Six, enter, new_page):
    six.sign_in(enter)
    for who in SIGNED_IN:
        six.lines[who] = six.listen(who)
        six.subscribe(who)
    items = posted(six)
    commented(six, items)
    found_by_searching(six)
    listed(six, items, new_page)
    letters = mailed(six, items)
    answered(six, items)
    left(six, items)
    followed(six, items, letters)


def posted(six: Six) -> dict[str, int]:
    """The host posts in each group and names all six: pushes and live lines have it, of those who may read it."""
    six.words |= {POST[slug]: READERS[slug] for slug in GROUPS}
    items = six.inside(
        """
        answer = {}
        for slug, word in words.items():
            item = content.post(who("host"), Group.objects.get(slug=slug), "update", title=f"About {word}", body=named(word))
            answer[slug] = item.pk
        """,
        words=POST,
    )
    six.settle()
    told = [(who, slug) for slug in GROUPS for who in READERS[slug] - {"host"}]
    assert six.pushed() == sorted((who, f"c{items[slug]}") for who, slug in told)
    six.heard_all()
    for who, line in six.lines.items():
        mine = {slug for slug in GROUPS if who in MEMBERS[slug]} if who != "host" else set()
        assert sorted(line.contents()) == sorted(items[slug] for slug in mine), who
        count = sum(who == one for one, _slug in told)
        assert [m["unread"] for m in line.heard("notifications")][-1:] == ([count] if count else []), who
    return items


def commented(six: Six, items: dict[str, int]) -> None:
    """The member comments on each of them and names all six; everybody asks to hear of all items, also of those that they may not see."""
    six.words |= {COMMENT[slug]: READERS[slug] for slug in GROUPS}
    every = "items=" + ".".join(map(str, items.values()))
    for who in SIGNED_IN:
        six.shown[who] = six.listen(who, every)
    assert Listener(f"{six.site.platform.live}?{every}").status == 401
    six.service.got.clear()
    six.inside(
        "for slug, id in items.items(): comments.post(who('member'), Content.objects.get(pk=id), named(words[slug]))",
        items=items,
        words=COMMENT,
    )
    six.settle()
    told = [(who, slug) for slug in GROUPS for who in READERS[slug] - {"member"}]
    assert six.pushed() == sorted((who, f"c{items[slug]}") for who, slug in told)
    for who, payload, _headers in six.service.got:
        slug = next(slug for slug in GROUPS if f"c{items[slug]}" == payload["tag"])
        assert payload["lang"] == ("nl" if who in DUTCH else "en")
        assert (COMMENT[slug] in str(payload)) is (slug in ("everyone", "open"))
        assert (POST[slug] in str(payload)) is (slug != "secret")
    six.heard_all()
    for who in SIGNED_IN:
        heard = [m["content"] for m in six.shown[who].heard("comments.posted")]
        assert sorted(heard) == sorted(items[slug] for slug in GROUPS if who in READERS[slug]), who
        everything = [*six.lines[who].events, *six.shown[who].events]
        may = {items[slug] for slug in GROUPS if who in READERS[slug]}
        assert {data["content"] for _id, _type, data in everything if "content" in data} <= may
        words = str(everything)
        assert not any(word in words for word in six.words), "live messages carry no words"


def found_by_searching(six: Six) -> None:
    for word in (*POST.values(), *COMMENT.values()):
        slip = word[:-2] + word[-1] + word[-2]
        for who in SIGNED_IN:
            page = six.read(who, f"/search/?q={word}")
            assert page.count('<article class="search-hit') == (who in six.words[word]), (who, word)
            assert not six.leaks(who, page.replace(word, ""))
            if who not in six.words[word]:
                assert not six.leaks(who, six.read(who, f"/search/?q={slip}")), (
                    "a slip is mended with hidden words"
                )


def listed(six: Six, items: dict[str, int], new_page) -> None:
    """On the page and behind the bell, in a browser; who isn't signed in is asked to."""
    for who, page in six.pages.items():
        mine = [slug for slug in GROUPS if who in READERS[slug]]
        expect(page.locator(".topbar unread-count")).to_contain_text(str(len(mine)))
        page.locator(".bell[href='/notifications/']").click()
        expect(page.locator(".bell-panel .told")).to_have_count(len(mine))
        assert not six.leaks(who, page.content())
        page.goto(f"{six.site.url}/notifications/")
        expect(page.locator(".told.told-unread")).to_have_count(len(mine))
        for slug in mine:
            expect(page.locator(".told", has_text=POST[slug])).to_have_count(1)
        assert not six.leaks(who, page.content())
        assert not page.problems
    page = new_page()
    for path in ("/notifications/", f"/c/{items['open']}/", f"/search/?q={POST['open']}"):
        page.goto(six.site.url + path)
        expect(page.locator("[type=password]").first).to_be_visible()
        assert not six.leaks("nobody", page.content().replace(POST["open"], ""))


def mailed(six: Six, items: dict[str, int]) -> dict[str, list]:
    """One mail for each item and person, in their language, that leads where they may go and can be ended."""
    assert not six.mail.letters, "a mail waits some minutes"
    six.inside("mail_is_due()")
    six.settle()
    told = {(who, slug) for slug in GROUPS for who in READERS[slug]}
    assert len(six.mail.letters) == len(told)
    for who in SIGNED_IN:
        mine = {f"/c/{items[slug]}/" for one, slug in told if one == who}
        letters = six.letters(who)
        assert (
            len(letters) == len(mine)
            and set[str]().union(*(addresses_in(one, six.site.url) for one in letters)) == mine
        )
        for letter in letters:
            assert not six.leaks(who, text_of(letter))
            assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
            stop = letter["List-Unsubscribe"].strip(" <>").removeprefix(six.site.url)
            status, words, _headers = six.site.platform.get(stop)
            assert status == 200 and not six.leaks("nobody", words)
            with translation.override("nl" if who in DUTCH else "en"):
                assert _("Read and answer") in text_of(letter), (who, letter["Subject"])
    return {who: six.letters(who) for who in SIGNED_IN}


def answered(six: Six, items: dict[str, int]) -> None:
    """The member answers by mail; somebody else who does so at the same address says nothing, nor does a machine."""
    six.words[ANSWER] = READERS["everyone"]
    sent = next(one for one in six.letters("member") if f"/c/{items['everyone']}/" in text_of(one))
    six.mail.letters.clear()
    six.reply("member", sent, f"{ANSWER} by mail")
    six.reply("outsider", sent, "Not for me")
    six.reply("member", sent, "I am away", **{"Auto-Submitted": "auto-replied"})
    six.settle()
    states = "answer = sorted(Incoming.objects.values_list('sender', 'state', 'reason'))"
    assert six.inside(states) == [
        ["member@kring.test", "ignored", "automatic"],
        ["member@kring.test", "taken", ""],
        ["outsider@kring.test", "refused", "other"],
    ]
    page = six.pages["host"]
    page.goto(f"{six.site.url}/c/{items['everyone']}/")
    expect(page.locator(".comment", has_text=ANSWER)).to_have_count(1)
    expect(page.locator(".comment", has_text="Member").filter(has_text=ANSWER)).to_have_count(1)
    expect(page.get_by_text(re.compile("Not for me|I am away"))).to_have_count(0)
    assert [parseaddr(letter["To"])[1] for letter in six.mail.letters] == ["outsider@kring.test"], (
        "who was refused is told, and nobody else"
    )
    assert not six.leaks("outsider", text_of(six.mail.letters[0]))


def left(six: Six, items: dict[str, int]) -> None:
    """A letter, a push message and a digest wait for the member, who leaves the group that they are about: nothing of it goes out."""
    six.words |= {LATE: {"host", "member"}, AFTER: {"host"}}
    six.mail.letters.clear()
    six.service.got.clear()
    six.mail.answers["member@kring.test"] = "451 4.3.2 Not now"
    six.service.answers.append(503)
    six.service.retry_after = "3600"
    late = six.inside(
        "answer = content.post(who('host'), Group.objects.get(slug='closed'), 'update', title=word, body=named(word)).pk",
        word=LATE,
    )
    six.settle()
    assert not six.service.answers and not six.service.got, "it was refused, and waits"
    six.service.retry_after = ""
    six.inside("mail_is_due(content=late)", late=late)
    digested(six)
    assert late in six.inside("answer = Issue.objects.get(person__handle='member').missed")
    member = "Letter.objects.filter(person__handle='member', state={!r}).count()"
    assert six.inside(f"answer = {member.format('waiting')}") == 2, "a notification and a digest"
    assert six.inside("answer = PushMessage.objects.filter(done_at=None).count()") == 1

    six.inside("groups.leave(Group.objects.get(slug='closed'), who('member'))")
    six.words |= {word: {"host"} for word in (LATE, POST["closed"], COMMENT["closed"])}
    six.settle()
    page, unread = six.pages["member"], six.inside("answer = reading.unread([who('member').pk])")
    expect(page.locator(".topbar unread-count")).to_contain_text(str(*unread.values()), timeout=LONG * 1000)
    heard = {who: len(line.events) for who, line in six.lines.items()}
    six.mail.answers.clear()
    six.inside("go_on()\nmail_is_due(content__group__slug='closed')\n"
               "for id in (late, old): comments.post(who('host'), Content.objects.get(pk=id), named(word))",
               late=late, old=items["closed"], word=AFTER)  # fmt: skip
    six.settle()
    six.inside("mail_is_due(content__group__slug='closed')")
    six.settle()
    six.heard_all()
    assert not six.service.got
    [digest] = six.letters("member")
    assert "digest" in digest["List-ID"] and POST["project"] in text_of(digest)
    assert not six.leaks("member", text_of(digest))
    assert six.inside(f"answer = {member.format('withheld')}") == 1
    for line in (six.lines["member"], six.shown["member"]):
        told = [data.get("content") for _id, _type, data in line.events[heard["member"] :]]
        assert not {late, items["closed"]} & set(told)
    for word in (LATE, AFTER, POST["closed"], COMMENT["closed"]):
        assert "search-hit" not in six.read("member", f"/search/?q={word}")
    page.goto(f"{six.site.url}/notifications/")
    expect(page.locator(".told", has_text=POST["project"])).to_have_count(1)
    assert not six.leaks("member", page.content())


def followed(six: Six, items: dict[str, int], letters: dict[str, list]) -> None:
    """The mails of before lead where they should, unless their reader has left meanwhile; nor do they take an answer then."""
    for who, mine in letters.items():
        for letter in mine:
            [link] = addresses_in(letter, six.site.url)
            lost = who == "member" and link == f"/c/{items['closed']}/"
            answer = six.pages[who].request.get(six.site.url + link)
            assert answer.status == (404 if lost else 200), (who, link)
            assert not six.leaks(who, answer.text())
    sent = next(one for one in letters["member"] if f"/c/{items['closed']}/" in text_of(one))
    six.mail.letters.clear()
    six.reply("member", sent, "But I do have something to say")
    six.settle()
    newest = "one = Incoming.objects.latest('pk'); answer = [one.state, one.reason]"
    assert six.inside(newest) == ["refused", "gone"]
    [back] = six.letters("member")
    assert "But I do have something to say" in text_of(back) and not six.leaks("member", text_of(back))
    assert not six.inside("answer = Comment.objects.filter(body__contains='something to say').count()")


def digested(six: Six) -> None:
    """Each one's hour has come: what they missed, and nothing that isn't theirs to see."""
    six.inside("digest_is_due(*people)", people=SIGNED_IN)
    wait_for(lambda: six.inside("answer = Issue.objects.count()") == len(SIGNED_IN), LONG)
    six.settle()
    expected = {
        "manager": POST["everyone"],
        "outsider": POST["everyone"],
        "guest": POST["project"],
        "host": "",
    }
    for who, word in expected.items():
        [digest] = six.letters(who)
        assert "digest" in digest["List-ID"] and word in text_of(digest)
        assert not six.leaks(who, text_of(digest))


def test_five_hundred_events_in_a_day_are_a_page_of_rows_and_one_mail(six: Six, enter):
    """With the choices that everybody begins with, all but the hour of the digest."""
    six.mail.letters.clear()
    six.site.links["rita"] = six.inside(MANY)
    six.settle()
    six.inside("mail_is_due(person__handle='rita')")
    six.settle()
    rows = "Notification.objects.filter(person__handle='rita', read_at=None)"
    assert six.inside(f"answer = [sum({rows}.values_list('cause_count', flat=True)), {rows}.count()]") == [
        500,
        30,
    ]
    assert not six.letters("rita")
    for _time in range(2):
        six.inside("digest_is_due('rita')")
        wait_for(lambda: six.inside("answer = Round.objects.filter(hour=0).count()") == 0, LONG)
        six.settle()
    [digest] = six.letters("rita")
    assert "digest" in digest["List-ID"] and "others" in text_of(digest)
    page = enter("rita")
    page.goto(f"{six.site.url}/notifications/")
    expect(page.locator(".told.told-unread")).to_have_count(30)
    expect(page.locator(".told", has_text=re.compile(r"and \d others"))).to_have_count(30)
    expect(page.locator(".topbar unread-count")).to_contain_text("30")
    assert not page.problems
