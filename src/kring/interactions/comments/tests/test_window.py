"""Long threads: what is shown, how it goes on, where it opens."""

import re
from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kring.core.content.models import Comment, Content, Reading
from kring.interactions.comments import window
from kring.interactions.comments.window import Part

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def item(cast):
    content = cast.items["open", "published"]
    content.comments.all().delete()
    return content


def fill(cast, item, roots: int, answers=lambda n: 0) -> list[Comment]:
    """A thread: `roots` comments a minute apart, each with as many answers as `answers` says."""
    begin = timezone.now() - timedelta(days=2)
    made = Comment.objects.bulk_create(
        Comment(
            content_id=item.pk, author=cast.host, body=f"<p>r{n}</p>", created_at=begin + timedelta(minutes=n)
        )
        for n in range(roots)
    )
    Comment.objects.bulk_create(
        Comment(content_id=item.pk, author=cast.member, parent=root, body="<p>a</p>",
                created_at=root.created_at + timedelta(seconds=1 + k))
        for n, root in enumerate(made) for k in range(answers(n))
    )  # fmt: skip
    count = item.comments.there().count()
    Content.objects.filter(pk=item.pk).update(
        comment_count=count, last_activity_at=made[-1].created_at, version=F("version") + 1
    )
    item.refresh_from_db()
    return made


def ids(page: str) -> list[int]:
    return [int(id) for id in re.findall(r'<li class="comment[^"]*" id="comment-(\d+)"', page)]


def test_a_short_thread_is_whole(cast, item):
    made = fill(cast, item, 40, lambda n: 1 if n < 20 else 0)
    page = cast.client("outsider").get(f"/c/{item.pk}/").text
    assert len(ids(page)) == 60 and ids(page)[0] == made[0].pk
    assert "comment-fold" not in page


def test_a_long_one_opens_at_its_end_and_goes_back_to_its_beginning(cast, item):
    made = fill(cast, item, 100)
    page = cast.client("outsider").get(f"/c/{item.pk}/").text
    assert ids(page) == [c.pk for c in made[-window.PAGE :]]
    assert "Show 70 earlier comments" in page
    found = ids(page)
    while more := re.search(r'hx-get="(/c/\d+/comments/part/\?before=\d+)"', page):
        page = cast.client("outsider").get(more[1], headers=HTMX).text
        found = ids(page) + found
    assert found == [c.pk for c in made]


@pytest.mark.parametrize("sort", ["start", "new", "liked"])
def test_the_other_orders_show_everything_once(cast, item, sort):
    made = fill(cast, item, 75)
    for n, comment in enumerate(made):
        Comment.objects.filter(pk=comment.pk).update(reaction_count=n % 4)
    page = cast.client("outsider").get(f"/c/{item.pk}/?comments={sort}").text
    found = ids(page)
    while more := re.search(
        r'hx-get="(/c/\d+/comments/part/\?comments=\w+&amp;after=\d+)"|hx-get="([^"]*after=\d+)"', page
    ):
        page = cast.client("outsider").get((more[1] or more[2]).replace("&amp;", "&"), headers=HTMX).text
        found += ids(page)
    key = {"start": lambda c: c[1], "new": lambda c: -c[1], "liked": lambda c: (-(c[0] % 4), -c[1])}[sort]
    assert found == [id for _, id in sorted(enumerate(c.pk for c in made), key=key)]


def test_it_opens_at_the_first_unread_one(cast, item):
    made = fill(cast, item, 100)
    Reading.objects.create(
        content=item, person=cast.outsider, first_at=made[0].created_at, last_at=made[40].created_at
    )
    page = cast.client("outsider").get(f"/c/{item.pk}/").text
    first = 41 - window.ABOVE
    assert ids(page) == [c.pk for c in made[first : first + window.PAGE]]
    assert f"Show {first} earlier comments" in page and "later comments" in page
    line = page.index('id="new"')
    assert page.index(f'id="comment-{made[40].pk}"') < line < page.index(f'id="comment-{made[41].pk}"')
    assert "New since your last visit" not in cast.client("outsider").get(f"/c/{item.pk}/").text


def test_ones_own_comments_are_not_new(cast, item):
    made = fill(cast, item, 3)
    Reading.objects.create(
        content=item, person=cast.host, first_at=made[0].created_at, last_at=made[0].created_at
    )
    assert "New since your last visit" not in cast.client("host").get(f"/c/{item.pk}/").text


def test_a_permalink_opens_the_right_part(cast, item):
    made = fill(cast, item, 100, lambda n: 20 if n == 10 else 0)
    answer = made[10].replies.order_by("created_at").first()
    for comment in (made[0], made[50], made[99], answer):
        where = cast.client("outsider").get(f"/c/{item.pk}/comments/{comment.pk}/").headers["Location"]
        assert where == f"/c/{item.pk}/?comment={comment.pk}#comment-{comment.pk}"
        assert comment.pk in ids(cast.client("outsider").get(where).text)


def test_many_answers_fold(cast, item):
    made = fill(cast, item, 60, lambda n: 70 if n == 59 else 0)
    answers = list(made[59].replies.order_by("created_at").values_list("pk", flat=True))
    page = cast.client("outsider").get(f"/c/{item.pk}/").text
    assert [id for id in ids(page) if id in answers] == answers[-window.LAST :]
    assert "Show 67 earlier answers" in page
    found = answers[-window.LAST :]
    while more := re.search(r'hx-get="(/c/\d+/comments/part/\?answers=\d+)"', page):
        page = cast.client("outsider").get(more[1], headers=HTMX).text
        found = ids(page) + found
    assert found == answers


@pytest.mark.parametrize(
    "query",
    ["before=x", "after=999999999", "comment=" + "9" * 30, "comments=zzz", "answers=-1", "before=0&after=0"],
)
def test_odd_questions_show_the_end(cast, item, query):
    fill(cast, item, 70)
    assert cast.client("outsider").get(f"/c/{item.pk}/?{query}").status_code == 200
    assert (
        cast.client("outsider").get(f"/c/{item.pk}/comments/part/?{query}", headers=HTMX).status_code == 200
    )


def test_a_comment_of_another_item_opens_nothing(cast, item):
    fill(cast, item, 70)
    hidden = cast.comments["secret", "published"]
    for name in ("comment", "before", "after", "answers"):
        page = cast.client("outsider").get(f"/c/{item.pk}/?{name}={hidden.pk}").text
        assert cast.leaks("outsider", page) == []


def test_parts_as_each_of_the_cast(cast, item):
    assert cast.statuses("get", f"/c/{item.pk}/comments/part/", headers=HTMX) == {
        "manager": 200, "host": 200, "member": 200, "outsider": 200, "guest": 404, "nobody": 401,
    }  # fmt: skip
    assert cast.client("member").get(f"/c/{item.pk}/comments/part/?before=3").status_code == 302


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_before_and_after_leave_nothing_out(cast, item, data):
    """Wherever one stands, what is before it, it, and what is after it are the whole thread, whoever answered when."""
    item.comments.all().delete()
    answers = data.draw(st.lists(st.integers(0, 9), min_size=61, max_size=80))
    made = fill(cast, item, len(answers), lambda n: answers[n])
    here = data.draw(st.sampled_from(made))
    thread = window.read(item, Part("from", here.pk))
    shown = sum(1 + len(node.replies) + node.folded for node in thread.nodes)
    assert thread.earlier + shown + thread.later == item.comment_count
    assert thread.nodes[0].comment == here


def test_five_hundred_comments_cost_a_fixed_number_of_queries(cast, item):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost(roots: int) -> int:
        item.comments.all().delete()
        fill(cast, item, roots, lambda n: n % 5)
        browser.get(f"/c/{item.pk}/?comments=start")
        browser.get(f"/c/{item.pk}/?comments=start")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            browser.get(f"/c/{item.pk}/?comments=end")
        return len(asked)

    browser = cast.client("outsider")
    browser.get(f"/c/{item.pk}/")
    assert cost(200) == cost(70) <= 25


def test_who_comments_stays_where_they_are(cast, item):
    fill(cast, item, 2)
    browser, url = cast.client("outsider"), f"/c/{item.pk}/comments/"
    for place, words in (("thread", "hx-swap-oob"), ("card", "card-comments"), ("answer", "comment-replies")):
        answer = browser.post(url, {"body": f"In {place}", "place": place}, headers=HTMX)
        assert answer.status_code == 200 and words in answer.text and f"In {place}" in answer.text
    refused = browser.post(url, {"body": "  ", "place": "card"}, headers=HTMX)
    assert refused.status_code == 400 and refused.headers["X-Reason"]
    assert "comment-answer" in browser.get(f"{url}{item.comments.first().pk}/reply/", headers=HTMX).text
