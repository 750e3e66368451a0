"""The map, the page of a subject, asking and the palette: in order, page by page, with a fixed number of queries."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone

from kring.core.activity import fanout
from kring.core.content import labels
from kring.core.content import verbs as posting
from kring.core.features import verbs as switch
from kring.core.people import verbs as people
from kring.core.people import words
from kring.core.people.models import Person
from kring.interactions.comments import verbs as comments
from kring.kinds.questions import verbs as questions
from kring.tools.knowledge import asking, counting, knowers, subjects, verbs
from kring.tools.knowledge.models import Claim, Confirmation
from tests.clean import forget

pytestmark = pytest.mark.django_db


@pytest.fixture
def pond(cast):
    topic = verbs.topic_called("Pond water")
    verbs.know(cast.member, topic)
    return topic


def crowd(topic, count: int, confirm: int = 0) -> list[Person]:
    """So many who know about it, the first of whom are confirmed, the first by most."""
    start = Person.objects.count()
    made = [people.arrive(name=f"Person {start + n:03d}") for n in range(count)]
    Claim.objects.bulk_create([Claim(person=one, topic=topic) for one in made])
    Confirmation.objects.bulk_create(
        Confirmation(person=one, topic=topic, by=by)
        for n, one in enumerate(made[:confirm])
        for by in made[n + 1 : confirm + 1]
    )
    counting.again(topics=[topic.pk])
    words.index([one.pk for one in made])
    return made


def every(read) -> list:
    """All pages of a list, one after the other."""
    found, after = [], ""
    while True:
        page = read(after)
        found.append(page)
        after = page.after
        if not after:
            return found


def test_pages_of_who_knows_leave_nobody_out(cast, pond):
    crowd(pond, 12, confirm=5)
    whole = [one.person.pk for one in knowers.page(cast.manager, pond, size=50).knowers]
    assert len(whole) == len(set(whole)) == 13
    for size in (1, 2, 5, 6, 7):
        pages = every(lambda after, size=size: knowers.page(cast.manager, pond, after, size))
        assert [one.person.pk for page in pages for one in page.knowers] == whole, size
    said = [one.said.number for one in knowers.page(cast.manager, pond, size=50).knowers]
    assert said == [5, 4, 3, 2, 1, *[0] * 8]
    assert knowers.count(cast.manager, pond) == 13


def test_pages_of_the_map_leave_nothing_out(cast, pond):
    for name in ("algae", "Bridges", "bees", "Zinc", "étage"):
        verbs.know(cast.host, verbs.topic_called(name))
    whole = [one.topic.name for one in subjects.page(cast.manager).subjects]
    assert set(whole) == {"algae", "bees", "Bridges", "Pond water", "Zinc", "étage"}
    for size in (1, 2, 4):
        pages = every(lambda after, size=size: subjects.page(cast.manager, after=after, size=size))
        assert [one.topic.name for page in pages for one in page.subjects] == whole
    assert [one.topic.name for one in subjects.page(cast.manager, words="b").subjects] == ["bees", "Bridges"]
    assert "algae" not in [one.topic.name for one in subjects.page(cast.manager, letter="b").subjects]
    for after in ("x", "-", "99999999999999999999-a", "1"):
        assert cast.client("member").get("/knowledge/", {"after": after}).status_code == 400
        assert cast.client("member").get("/knowledge/pond-water/", {"after": after}).status_code == 400


@pytest.mark.parametrize("path", ["/knowledge/", "/knowledge/pond-water/", "/people/member/"])
@pytest.mark.parametrize("who", ["outsider", "guest"])
def test_a_page_costs_a_fixed_number_of_queries(cast, pond, path, who, django_assert_max_num_queries):
    client, counts = cast.client(who), []
    for again in range(2):
        made = crowd(pond, 6, confirm=4)
        for one in made:
            verbs.know(cast.member, verbs.topic_called(f"Thing {again} {one.pk}"))
            verbs.confirm(cast.member, pond, one)
        for group in ("project",):
            for one in made:
                one.memberships.create(group=cast.groups[group], role="member")
        forget()
        client.get(path)
        with django_assert_max_num_queries(34) as captured:
            client.get(path)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_what_lasts_stands_beside_who_knows(cast, pond):
    topics = labels.topics(["Pond water"])
    seen = {group: posting.post(cast.member, cast.groups[group], "question", title=f"How deep in {group}?", topics=topics)
            for group in ("open", "secret")}  # fmt: skip
    for group, item in seen.items():
        said = comments.post(cast.host, item, f"<p>Two metres in {group}.</p>")
        questions.choose(said, cast.member)
    posting.post(cast.member, cast.groups["open"], "update", body="<p>Just passing by</p>", topics=topics)
    for who, secret in (("host", True), ("outsider", False)):
        page = cast.client(who).get("/knowledge/pond-water/").text
        assert "How deep in open?" in page
        assert "Two metres in open." in page
        assert ("in secret" in page) is secret
        assert "passing by" not in page
    assert "/knowledge/pond-water/" in cast.client("host").get("/topics/pond-water/").text


def test_asking_who_knows(cast, pond):
    verbs.know(cast.host, pond)
    today = timezone.localtime().isoweekday()
    Person.objects.filter(pk=cast.host.pk).update(working_days=[today % 7 + 1])
    found = knowers.page(cast.outsider, pond).knowers
    Person.objects.filter(pk=cast.member.pk).update(working_days=[today])
    found = knowers.page(cast.outsider, pond).knowers
    assert [one.handle for one in asking.whom(cast.outsider, found)] == ["member"]
    assert [one.handle for one in asking.whom(cast.member, found)] == [
        "host"
    ]  # all are away, so they are offered
    page = cast.client("outsider").get("/knowledge/pond-water/").text
    assert re.findall(r'name="to" value="(\w+)"', page) == ["member"]
    answer = cast.client("outsider").get("/knowledge/pond-water/ask/?to=member&to=host&to=nobody.here")
    asked = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert asked == {"kind": ["question"], "topics": ["Pond water"], "body": ["@member @host "]}
    composer = cast.client("outsider").get(answer.headers["Location"]).text
    assert "@member @host" in composer
    assert 'value="Pond water"' in composer
    many = "&".join(f"to={one}" for one in "abcd")
    assert cast.client("outsider").get(f"/knowledge/pond-water/ask/?{many}").status_code == 400


def test_where_nobody_can_ask_there_is_no_button(cast, pond):
    switch.switch_platform("questions", "off", cast.manager)
    assert "/ask/" not in cast.client("outsider").get("/knowledge/pond-water/").text
    assert cast.client("outsider").get("/knowledge/pond-water/ask/").status_code == 404
    switch.switch_platform("messages", "off", cast.manager)
    assert "/message/" not in cast.client("outsider").get("/knowledge/pond-water/").text
    switch.switch_platform("messages", "on", cast.manager)
    assert "/people/member/message/" in cast.client("outsider").get("/knowledge/pond-water/").text


def test_the_palette_finds_it(cast, pond):
    while fanout.sweep():
        pass
    for typed in ("pond", "who knows pond", "Who knows about pond wa", "wie weet iets van pond"):
        page = cast.client("outsider").get("/palette/", {"q": typed}).text
        assert 'href="/knowledge/pond-water/"' in page, typed
    assert 'href="/knowledge/p' not in cast.client("outsider").get("/palette/", {"q": "zebra"}).text
