"""The pages of the wiki, for each of the cast."""

from datetime import timedelta

import pytest

from kring.core.activity.models import Event
from kring.core.content import verbs
from kring.core.content.models import Content
from kring.core.features import verbs as switching
from kring.core.refused import Refused
from kring.kinds.wiki import arranging, caring, names
from kring.kinds.wiki.models import WikiPage
from kring.kinds.wiki.records import data_in, data_out
from tests.cast import SIGNED_IN, WHO

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def pages(cast):
    """In every group a page and one under it, with marked words."""
    found = {}
    for slug, group in cast.groups.items():
        readers = cast.markers[
            next(w for w, what in cast.meaning.items() if what == f"the text of the published item in {slug}")
        ]
        title, below = (cast.word(f"a page in {slug}", readers) for _ in range(2))
        top = verbs.post(cast.member, group, "wiki", title=title, body="<p>See [[no such page]].</p>")
        under = verbs.post(cast.member, group, "wiki", title=below, body="<h2>One</h2><p>x</p>")
        arranging.begin(top, None)
        arranging.begin(under, top.pk)
        Content.objects.filter(pk=top.pk).update(review_at=caring.today() - timedelta(days=3))
        found[slug] = top, Content.objects.get(pk=under.pk)
    return found


def test_nobody_sees_more_than_they_may(cast, pages):
    bad = []
    for who in WHO:
        for slug, (top, under) in pages.items():
            group = cast.groups[slug].slug
            for path in (f"/g/{group}/wiki/", f"/g/{group}/wiki/?q=zq", f"/g/{group}/wiki/?part=found&q=zq", f"/g/{group}/wiki/?part=branch&here={under.pk}",
                         f"/c/{top.pk}/", f"/c/{under.pk}/place/", f"/c/{under.pk}/care/?q=m", "/wiki/", f"/new/?kind=wiki&parent={top.pk}"):  # fmt: skip
                for headers in ({}, HTMX):
                    answer = cast.client(who).get(path, headers=headers)
                    assert answer.status_code in (200, 302, 400, 401, 403, 404), (
                        who,
                        path,
                        answer.status_code,
                    )
                    bad += [f"{who} {path}: {what}" for what in cast.leaks(who, answer.text)]
    assert not bad, "\n".join(bad)


def test_every_member_edits_and_nobody_else(cast, pages):
    top, _under = pages["open"]
    assert cast.statuses("get", f"/c/{top.pk}/edit/") == {
        "manager": 403, "host": 200, "member": 200, "outsider": 403, "guest": 404, "nobody": 302,
    }  # fmt: skip
    answer = cast.client("host").post(f"/c/{top.pk}/edit/", {"title": "Better", "body": "By the host"})
    assert answer.status_code == 302
    top.refresh_from_db()
    assert (top.title, top.author) == ("Better", cast.member)
    assert top.revisions.get().author == cast.member
    draft = verbs.post(cast.member, cast.groups["open"], "wiki", title="Mine yet", publish=False)
    assert cast.statuses("get", f"/c/{draft.pk}/edit/")["host"] == 404


def test_archived_pages_and_groups_are_not_edited(cast, pages):
    top, under = pages["open"]
    top.archive(cast.member)
    assert cast.statuses("get", f"/c/{top.pk}/edit/", who=("host", "member")) == {"host": 403, "member": 403}
    from kring.core.groups import verbs as groups

    groups.archive(cast.groups["open"], cast.host)
    assert cast.statuses("get", f"/c/{under.pk}/edit/", who=("host", "member")) == {
        "host": 403,
        "member": 403,
    }


@pytest.mark.parametrize("verb", ["place", "care", "checked"])
def test_who_may_do_what(cast, pages, verb):
    top, _under = pages["open"]
    data = (
        {"months": 3}
        if verb == "checked"
        else {"keeper": "host"}
        if verb == "care"
        else {"under": "", "after": ""}
    )
    expected = {"manager": 403, "host": 302, "member": 302, "outsider": 403, "guest": 404, "nobody": 302}
    assert cast.statuses("post", f"/c/{top.pk}/{verb}/", data) == expected
    update = cast.items["open", "published"]
    assert cast.statuses("post", f"/c/{update.pk}/{verb}/", data, who=("member",)) == {"member": 404}


def test_a_page_shows_where_it_stands(cast, pages):
    top, under = pages["open"]
    text = cast.client("outsider").get(f"/c/{under.pk}/").text
    assert top.title in text and 'rel="prev"' in text and "Still right" not in text
    above = cast.client("member").get(f"/c/{top.pk}/").text
    assert under.title in above and "Still right" in above and f"?kind=wiki&amp;parent={top.pk}" in above
    assert "out of date" in cast.client("outsider").get(f"/c/{top.pk}/").text


def test_a_new_page_under_another(cast, pages):
    top, _under = pages["open"]
    sheet = cast.client("member").get(f"/new/?kind=wiki&parent={top.pk}").text
    assert f'name="parent" value="{top.pk}"' in sheet.replace("  ", " ") or f'value="{top.pk}"' in sheet
    new = {"kind": "wiki", "group": cast.groups["open"].pk, "title": "Third", "body": "x", "parent": top.pk}
    assert cast.client("member").post("/new/", new).status_code == 302
    page = Content.objects.get(title="Third")
    assert page.parent_id == top.pk and page.wiki.position == 1
    elsewhere = {**new, "group": cast.groups["closed"].pk, "title": "Fourth"}
    assert cast.client("member").post("/new/", elsewhere).status_code == 302
    assert Content.objects.get(title="Fourth").parent is None
    assert cast.client("member").post("/new/", {**new, "title": ""}).status_code == 422
    assert cast.client("guest").post("/new/", {**new, "title": "Fifth"}).status_code in (404, 422)


def test_a_name_becomes_a_link_when_its_page_is_there(cast, pages):
    top, under = pages["open"]
    Content.objects.filter(pk=under.pk).update(
        body=f"<p>[[{top.title}]] [[{top.title.upper()}|this &amp; that]] [[Not yet]] <code>[[Not yet]]</code></p>",
        version=9,
    )
    text = cast.client("member").get(f"/c/{under.pk}/").text
    assert f'<a href="/c/{top.pk}/">{top.title}</a>' in text
    assert f'<a href="/c/{top.pk}/">this &amp; that</a>' in text
    assert "title=Not%20yet" in text and "<code>[[Not yet]]</code>" in text
    assert "title=Not%20yet" not in cast.client("outsider").get(f"/c/{under.pk}/").text
    verbs.post(cast.member, cast.groups["open"], "wiki", title="Not yet", body="<p>x</p>")
    assert ">Not yet</a>" in cast.client("outsider").get(f"/c/{under.pk}/").text


@pytest.mark.parametrize("name", ["<script>x</script>", '"onload="x', "a,b", "\x03", "%41", "a]] [[b", "‮abc"])
def test_hostile_names(cast, name):
    import html

    body = f"<p>[[{html.escape(name, quote=False)}]]</p>"
    item = verbs.post(cast.member, cast.groups["open"], "wiki", title="Page", body=body)
    answer = cast.client("member").get(f"/c/{item.pk}/")
    assert answer.status_code == 200
    assert "<script>x" not in answer.text and '"onload="x' not in answer.text
    assert names.bare("<p>[[a|b]] [[c]]</p>") == "<p>b c</p>"


def test_moving_answers_with_a_sentence(cast, pages):
    top, under = pages["open"]
    client = cast.client("member")
    fine = client.post(f"/c/{under.pk}/place/", {"under": "", "after": top.pk}, headers=HTMX)
    assert (fine.status_code, fine.text) == (200, "Moved.")
    wrong = client.post(f"/c/{top.pk}/place/", {"under": top.pk}, headers=HTMX)
    assert wrong.status_code == 400 and wrong["X-Reason"]
    for odd in ("x", "-1", "9" * 30, "١"):
        assert client.post(f"/c/{top.pk}/place/", {"under": odd}).status_code in (302, 400, 409)
    event = Event.objects.filter(verb="wiki.placed").get()
    assert event.data == {"from": top.pk, "to": None}


def test_looking_after_a_page(cast, pages):
    top, _under = pages["open"]
    client = cast.client("member")
    assert client.post(f"/c/{top.pk}/care/", {"keeper": "outsider"}).status_code == 400
    assert client.post(f"/c/{top.pk}/care/", {"keeper": "member"}).status_code == 302
    assert WikiPage.objects.get(pk=top.pk).keeper == cast.member
    for path in ("/", "/wiki/"):
        assert top.title in client.get(path).text.split("Pages")[-1], path
    assert "Pages to look after" in client.get("/").text
    assert client.post(f"/c/{top.pk}/checked/", {"months": "6"}).status_code == 302
    top.refresh_from_db()
    assert top.review_at == caring.in_months(caring.today(), 6)
    assert client.post(f"/c/{top.pk}/checked/", {"months": "7"}).status_code == 400
    assert client.post(f"/c/{top.pk}/checked/", {"months": "0"}).status_code == 302
    assert Content.objects.get(pk=top.pk).review_at is None
    assert "checked" in client.get(f"/c/{top.pk}/").text
    assert [e.verb for e in Event.objects.filter(verb__startswith="wiki.").order_by("id")] == [
        "wiki.entrusted", "wiki.checked", "wiki.checked",
    ]  # fmt: skip
    with pytest.raises(Refused):
        caring.entrust(top, cast.member, cast.outsider)


def test_months_end_where_they_end():
    from datetime import date

    assert caring.in_months(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert caring.in_months(date(2026, 12, 15), 12) == date(2027, 12, 15)
    assert caring.in_months(date(2024, 2, 29), 12) == date(2025, 2, 28)


def test_off_it_is_nowhere(cast, pages):
    switching.switch_platform("wiki", "off", by=cast.manager)
    top, _under = pages["open"]
    for path in (
        f"/c/{top.pk}/",
        f"/c/{top.pk}/place/",
        f"/c/{top.pk}/care/",
        "/wiki/",
        f"/g/{cast.groups['open'].slug}/wiki/",
    ):
        assert set(cast.statuses("get", path, who=SIGNED_IN).values()) == {404}, path
    assert "Pages to look after" not in cast.client("member").get("/").text


def test_interchange_data_comes_back_the_same(cast, pages):
    top, _under = pages["open"]
    here = {"keeper": cast.host.pk, "checked_by": cast.member.pk}
    data = {"position": 4, **here, "checked_at": "2026-01-02T03:04:05+00:00"}
    data_in(top, data)
    assert data_out(Content.objects.get(pk=top.pk)) == data
    for odd in (
        {"position": "x", "keeper": [7]},
        {"position": -1, "keeper": "no such"},
        {"position": 2**40, "checked_at": "x"},
        {"keeper": "a\0"},
    ):
        data_in(top, odd)
        assert not any(data_out(Content.objects.get(pk=top.pk)).values())


def test_a_page_costs_the_same_however_large_the_tree(cast, pages, django_assert_max_num_queries):
    from tests.clean import forget

    top, _under = pages["open"]
    counts = []
    for _ in range(2):
        for n in range(5):
            item = verbs.post(cast.member, cast.groups["open"], "wiki", title=f"More {n}", body="<p>x</p>")
            arranging.begin(item, top.pk)
        forget()
        cast.client("member").get(f"/c/{top.pk}/")
        with django_assert_max_num_queries(40) as captured:
            cast.client("member").get(f"/c/{top.pk}/")
        with django_assert_max_num_queries(40) as listed:
            cast.client("member").get(f"/g/{cast.groups['open'].slug}/wiki/")
        counts.append((len(captured), len(listed)))
    assert counts[0] == counts[1]
