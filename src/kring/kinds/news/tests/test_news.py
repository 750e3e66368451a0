"""Articles, the front page, and the one on top of home."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from kring.core.activity.models import Event
from kring.core.content import verbs as posting
from kring.core.content.models import Content
from kring.core.features import switches
from kring.core.features import verbs as switching
from kring.core.files import attach, uploads
from kring.core.refused import Refused
from kring.kinds.news import highlights, verbs
from kring.kinds.news.models import News, NewsDetails, data_in, data_out
from tests.cast import READERS, SIGNED_IN
from tests.clean import forget

pytestmark = pytest.mark.django_db


def write(cast, group="open", title="The new hall is open", who="host", lead="", **fields):
    article = posting.post(
        cast[who], cast.groups[group], "news", title=title, body="<p>Come and see.</p>", **fields
    )
    NewsDetails.objects.create(content=article, lead=lead)
    return article


@pytest.fixture
def article(cast):
    return write(cast, lead="From Monday on we work in the new hall.")


def tomorrow():
    return timezone.now() + timedelta(days=1)


def main(text: str) -> str:
    return text.split("<main")[1].split("</main")[0]


def picture(name="hall.png"):
    from io import BytesIO

    from PIL import Image

    made = BytesIO()
    Image.new("RGB", (640, 360), "teal").save(made, "PNG")
    return SimpleUploadedFile(name, made.getvalue(), "image/png")


def test_to_everybody_hosts_and_managers_bring_the_news_and_in_a_group_every_member(cast):
    everyone, there = cast.groups["everyone"], cast.groups["open"]
    assert News.may_post(cast.manager, everyone)
    assert not News.may_post(cast.member, everyone)
    assert News.may_post(cast.member, there)
    given = {"kind": "news", "title": "Big news", "lead": "Short.", "body": ""}
    assert cast.client("member").post("/new/", given | {"group": everyone.pk}).status_code == 422
    assert cast.client("member").post("/new/", given | {"group": there.pk}).status_code == 302
    assert cast.client("manager").post("/new/", given | {"group": everyone.pk}).status_code == 302
    with pytest.raises(Refused):
        posting.post(cast.member, everyone, "news", title="Not theirs")
    assert cast.client("outsider").get("/new/?kind=news").status_code == 404  # is in no other group
    assert "new/?kind=news" not in cast.client("outsider").get("/news/").text
    assert "new/?kind=news" not in cast.client("outsider").get("/?kind=news").text
    assert "new/?kind=news" in cast.client("manager").get("/news/").text


def test_the_lead_stands_on_card_page_and_front(cast, article):
    for address in ("/", f"/c/{article.pk}/", "/news/", f"/g/{cast.groups['open'].slug}/news/"):
        assert "From Monday on" in cast.client("member").get(address).text, address


def test_the_lead_can_be_edited_alone(cast, article):
    cast.client("member").get("/")
    given = {"title": article.title, "lead": "From  Tuesday\non.", "body": "Come and see."}
    assert cast.client("host").post(f"/c/{article.pk}/edit/", given).status_code == 302
    text = cast.client("member").get("/").text
    assert "From Tuesday on." in text
    assert "From Monday on" not in text


def test_the_first_picture_stands_on_top_and_the_front_page_shows_one_from_the_text(cast, article):
    file = uploads.upload(cast.host, picture()).file
    attach.attach(article, cast.host, article.body, [file.pk], captions={file.pk: "The hall at night"})
    page = cast.client("member").get(f"/c/{article.pk}/").text
    assert main(page).count(f"/files/{file.pk}/") >= 1
    assert "The hall at night" in page
    assert f"/files/{file.pk}/" in cast.client("member").get("/news/").text
    inside = uploads.upload(cast.host, picture("plan.png")).file
    other = write(cast, title="The plan")
    other.edit(cast.host, title="The plan", body=f'<p>See</p><p><img src="{inside.url}" alt="The plan"></p>')
    attach.attach(other, cast.host, Content.objects.get(pk=other.pk).body, [])
    assert f"/files/{inside.pk}/" in cast.client("member").get("/news/").text


def test_a_front_page_shows_what_may_be_read(cast):
    for group in cast.groups:
        who = "manager" if group == "everyone" else "host"
        write(
            cast,
            group,
            cast.word(f"news in {group}", READERS[group]),
            who,
            cast.word(f"lead in {group}", READERS[group]),
        )
    for address in ("/news/", "/?kind=news", "/"):
        for who, page in cast.as_each("get", address, who=SIGNED_IN).items():
            assert page.status_code == 200, (who, address)
            assert not cast.leaks(who, page.text), (who, address)
    for group, row in cast.groups.items():
        for who, page in cast.as_each("get", f"/g/{row.slug}/news/").items():
            assert not cast.leaks(who, page.text), (who, group)
    assert main(cast.client("member").get("/news/").text).count("<article") == len(cast.groups)


def test_hosts_highlight(cast, article):
    address = f"/c/{article.pk}/highlight/"
    given = {"until": timezone.localdate() + timedelta(days=3)}
    assert cast.statuses("get", address) == {
        "manager": 200, "host": 200, "member": 403, "outsider": 403, "guest": 404, "nobody": 302,
    }  # fmt: skip
    assert cast.statuses("post", address, given, who=("member", "outsider", "guest")) == {
        "member": 403, "outsider": 403, "guest": 404,
    }  # fmt: skip
    assert cast.client("host").post(address, given).status_code == 302
    assert Event.objects.filter(verb="news.highlighted").count() == 1
    verbs.highlight(article, cast.host, tomorrow())
    assert Event.objects.filter(verb="news.highlighted").count() == 1


@pytest.mark.parametrize("until", ["", "2020-01-01", "9999-12-31", "never"])
def test_an_impossible_day_is_answered_with_a_sentence(cast, article, until):
    answer = cast.client("host").post(f"/c/{article.pk}/highlight/", {"until": until})
    assert answer.status_code == 422
    assert not NewsDetails.objects.filter(highlighted_until__isnull=False).exists()


def test_only_news_is_highlighted(cast):
    item = cast.items["open", "published"]
    assert cast.client("host").get(f"/c/{item.pk}/highlight/").status_code == 403
    assert "highlight" not in cast.client("host").get(f"/c/{item.pk}/actions/").text
    assert "highlight" in cast.client("host").get(f"/c/{write(cast).pk}/actions/").text


def on_top(cast, who):
    highlights.changed(cast[who])
    return 'class="highlight' in cast.client(who).get("/").text


def test_it_stands_on_top_of_home_for_who_is_in_the_group(cast, article):
    assert not on_top(cast, "member")
    verbs.highlight(article, cast.host, tomorrow())
    assert {who for who in SIGNED_IN if on_top(cast, who)} == {"host", "member"}


def test_one_puts_it_away_for_oneself_and_sees_the_one_before(cast, article):
    older = write(cast, title="An older one")
    verbs.highlight(older, cast.host, tomorrow())
    verbs.highlight(article, cast.host, tomorrow())
    for _ in range(2):
        assert cast.client("member").post(f"/c/{article.pk}/put-away/").status_code == 302
    text = cast.client("member").get("/").text  # at once
    assert f'id="highlight-{older.pk}"' in text
    assert f'id="highlight-{article.pk}"' in cast.client("host").get("/").text
    assert cast.client("guest").post(f"/c/{article.pk}/put-away/").status_code == 404


def test_it_ends_by_itself_and_by_hand(cast, article):
    verbs.highlight(article, cast.host, tomorrow())
    NewsDetails.objects.update(highlighted_until=timezone.now())
    assert not on_top(cast, "member")
    verbs.highlight(article, cast.host, tomorrow())
    assert on_top(cast, "member")
    cast.client("host").post(f"/c/{article.pk}/highlight/", {"stop": "1"})
    assert not on_top(cast, "member")


def test_what_goes_away_is_on_top_no_longer(cast, article):
    verbs.highlight(article, cast.host, tomorrow())
    assert on_top(cast, "member")
    article.to_bin(cast.host)
    assert not on_top(cast, "member")


def test_it_costs_home_no_query(cast, article, django_assert_num_queries):
    verbs.highlight(article, cast.host, tomorrow())
    switches.pin(switches.board().generation)  # as within a request
    try:
        assert highlights.on_top(cast.member, None)
        assert highlights.on_top(cast.outsider, None) is None
        with django_assert_num_queries(0):
            assert highlights.on_top(cast.member, None)
            assert highlights.on_top(cast.outsider, None) is None
    finally:
        switches.pin(None)


def test_the_widget_shows_the_latest(cast, article):
    forget()
    assert "Latest news" in cast.client("member").get("/").text
    forget()
    assert "Latest news" not in cast.client("outsider").get("/").text


def test_data_goes_out_as_it_came_in(cast, article):
    until = tomorrow().replace(microsecond=0)
    data_in(article, {"lead": "A  lead", "highlighted_until": until.isoformat()})
    assert data_out(Content.objects.get(pk=article.pk)) == {
        "lead": "A lead",
        "highlighted_until": until.isoformat(),
    }
    for odd in (
        {},
        {"lead": 7},
        {"lead": None, "highlighted_until": "soon"},
        {"highlighted_until": "2026-99-99T00:00:00Z"},
    ):
        data_in(article, odd)
        assert not any(data_out(Content.objects.get(pk=article.pk)).values())


def test_off_leaves_no_trace(cast, article):
    verbs.highlight(article, cast.host, tomorrow())
    switching.switch_group("news", cast.groups["open"], "off", by=cast.host)
    member = cast.client("member")
    assert member.get(f"/g/{cast.groups['open'].slug}/news/").status_code == 404
    assert "new hall" not in member.get("/").text
    switching.switch_platform("news", "off", by=cast.manager)
    assert set(cast.statuses("get", "/news/", who=SIGNED_IN).values()) == {404}
    text = member.get("/").text
    assert "/news/" not in text
    assert "kind=news" not in text
    assert member.post(f"/c/{article.pk}/put-away/").status_code == 404


def test_a_front_page_costs_a_fixed_number_of_queries(cast, django_assert_max_num_queries):
    member, counts = cast.client("member"), []
    for _ in range(2):
        for n in range(4):
            write(cast, title=f"Article {n}", lead="Short")
        forget()
        with django_assert_max_num_queries(20) as captured:
            member.get("/news/")
        counts.append(len(captured))
    assert counts[0] == counts[1]
