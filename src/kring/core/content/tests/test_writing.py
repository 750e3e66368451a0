"""The composer, drafts that save themselves, and posting later."""

import uuid
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from kring.core.activity.models import Event
from kring.core.content import due
from kring.core.content.drafts import MOST_DRAFTS, Draft
from kring.core.content.models import Content
from kring.core.features.verbs import switch_group, switch_platform
from kring.core.groups import membership
from kring.core.groups import verbs as groups

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def fresh(item) -> Content:
    return Content.objects.get(pk=item.pk)


def save(cast, who="member", key="new-0a", **data):
    return cast.client(who).post("/drafts/save/", {"key": key, "kind": "update", "body": "Half a"} | data)


def post(cast, who="member", headers=None, **data):
    group = data.pop("group", cast.groups["open"].pk)
    return cast.client(who).post(
        "/new/", {"kind": "update", "group": group, "body": "Hello"} | data, headers=headers
    )


# The composer


def test_posting_in_place_answers_with_the_card_and_an_empty_composer(cast):
    answer = post(cast, headers=HTMX, body="In place", topics="Budget, #Town hall, budget")
    assert answer.status_code == 200 and "In place" in answer.text and "afterbegin:#stream" in answer.text
    assert "Posted in" in answer.headers["HX-Trigger"]
    item = Content.objects.get(excerpt="In place")
    assert {topic.slug for topic in item.topics.all()} == {"budget", "town-hall"}


def test_what_is_wrong_comes_back_in_place(cast):
    answer = post(
        cast, headers=HTMX, body="", title="My title", topics="a, b", fixed=cast.groups["open"].slug
    )
    assert answer.status_code == 422 and answer.headers["HX-Retarget"]
    assert "My title" in answer.text and "a, b" in answer.text and 'aria-invalid="true"' in answer.text
    assert "<html" not in answer.text


@pytest.mark.parametrize("part", ["kind", "resume", "nonsense"])
def test_fragments_show_nobody_more_than_they_may_see(cast, part):
    for slug in ("open", "secret"):
        address = f"/new/?part={part}&kind=update&fixed={cast.groups[slug].slug}&group={cast.groups[slug].pk}"
        for who, answer in cast.as_each("get", address, headers=HTMX).items():
            assert answer.status_code in (200, 204, 401, 404), (who, answer.status_code)
            assert not cast.leaks(who, answer.text)


def test_another_kind_keeps_title_and_group(cast):
    group = cast.groups["closed"]
    answer = cast.client("member").get(
        f"/new/?part=kind&kind=update&title=Words+%3Cb%3E&group={group.pk}", headers=HTMX
    )
    assert "Words &lt;b&gt;" in answer.text and f'value="{group.pk}" selected' in answer.text


def test_a_signed_out_part_of_a_page_says_so(cast):
    answer = cast.client("nobody").post("/new/", {"body": "x"}, headers=HTMX)
    assert answer.status_code == 401 and answer.headers["X-Reason"]


def test_too_many_topics_are_refused_with_a_sentence(cast):
    answer = post(cast, topics=", ".join(f"topic {n}" for n in range(11)))
    assert answer.status_code == 422 and "ten topics" in answer.text


# Drafts


def test_a_draft_is_saved_found_again_and_gone_when_it_is_posted(cast):
    token = uuid.uuid4().hex
    assert save(cast, key=f"new-{token}", token=token, title="Begun").status_code == 200
    for address in ("/new/", "/drafts/", "/new/?part=resume", f"/new/?draft=new-{token}"):
        for who, answer in cast.as_each("get", address).items():
            assert ("Begun" in answer.text) == (who == "member"), (who, address)
    assert post(cast, token=token).status_code == 302
    assert not Draft.objects.exists()
    late = save(cast, key=f"new-{token}", token=token, title="Begun")
    assert late.status_code == 202 and late.json() == {"sent": True}
    assert not Draft.objects.exists()


def test_the_newer_one_wins_and_is_never_overwritten_silently(cast):
    first = save(cast).json()["saved_at"]
    second = save(cast, base=first, body="Half a sentence").json()["saved_at"]
    stale = save(cast, base=first, body="Another")
    assert stale.status_code == 409
    assert stale.json() == {"saved_at": second, "words": "Half a sentence", "url": "/new/?draft=new-0a"}
    assert Draft.objects.get().value("body") == "Half a sentence"
    assert save(cast, body="From nowhere").status_code == 409
    assert save(cast, base=first, body="Half a sentence").status_code == 200, "the same words are no quarrel"
    assert save(cast, base=first, body="Another", mine="1").status_code == 200
    assert Draft.objects.get().value("body") == "Another"


def test_drafts_have_limits(cast):
    assert save(cast, "nobody").status_code == 401
    assert save(cast, body="x" * 400_001).status_code == 413
    for key in ("", "new", "thrown-1", "NEW-1", "new-" + "a" * 90, "x/../-1", "new-1\n"):
        assert save(cast, key=key).status_code == 400, key
    assert cast.client("member").get("/drafts/save/").status_code == 405
    assert not Draft.objects.exists()
    Draft.objects.bulk_create(Draft(person=cast.member, key=f"new-{n}") for n in range(MOST_DRAFTS))
    assert save(cast, key="new-abc").status_code == 400
    assert save(cast, "host", key="new-abc").status_code == 200


def test_a_draft_without_words_is_none(cast):
    base = save(cast).json()["saved_at"]
    assert save(cast, base=base, body="  ").status_code == 202
    assert not Draft.objects.exists()


def test_throwing_away_is_undone(cast):
    save(cast)
    draft = Draft.objects.get()
    for who in ("host", "outsider", "manager"):
        assert cast.client(who).post(f"/drafts/{draft.pk}/throw/").status_code == 404
    answer = cast.client("member").post(f"/drafts/{draft.pk}/throw/", headers=HTMX)
    assert "fetch-back" in answer.headers["HX-Trigger"]
    assert "Half a" not in cast.client("member").get("/drafts/").text
    assert cast.client("host").post(f"/drafts/{draft.pk}/fetch-back/").status_code == 404
    for _ in range(2):
        assert cast.client("member").post(f"/drafts/{draft.pk}/fetch-back/").status_code == 302
    assert "Half a" in cast.client("member").get("/drafts/").text


def test_an_edit_comes_back_and_belongs_to_its_writer(cast):
    item = cast.items["open", "published"]
    save(
        cast,
        key=f"edit-{item.pk}",
        title="Better",
        body="<p>Rich <strong>words</strong></p>",
        body_format="html",
        topics="one",
    )
    text = cast.client("member").get(f"/c/{item.pk}/edit/").text
    assert "Better" in text and "You were writing this" in text and "Rich **words**" in text
    save(cast, "outsider", key=f"edit-{cast.items['secret', 'published'].pk}", body="Mine")
    hidden = cast.client("outsider").get("/drafts/").text
    assert "Mine" in hidden and not cast.leaks("outsider", hidden)
    cast.client("member").post(f"/c/{item.pk}/edit/", {"title": "Better", "body": "New"})
    assert not Draft.objects.filter(person=cast.member).exists()


def test_a_small_form_asks_for_its_draft(cast):
    item = cast.items["open", "published"]
    save(cast, key=f"comment-{item.pk}", body="Half a comment")
    found = cast.client("member").get(f"/drafts/load/?key=comment-{item.pk}")
    assert found.json()["fields"]["body"] == ["Half a comment"]
    assert cast.client("host").get(f"/drafts/load/?key=comment-{item.pk}").json() == {}


# Later


def later(days=1, zone="UTC"):
    at = timezone.now().astimezone(ZoneInfo(zone)) + timedelta(days=days)
    return {"later_on": f"{at:%Y-%m-%d}", "later_at": f"{at:%H:%M}"}


def test_scheduled_in_the_writers_own_time_and_published_once(cast):
    type(cast.member).objects.filter(pk=cast.member.pk).update(time_zone="Asia/Tokyo", version=99)
    answer = post(cast, title="On time", **later(zone="Asia/Tokyo"))
    assert answer.status_code == 302 and answer["Location"] == "/drafts/"
    item = Content.objects.get(title="On time")
    assert item.state == "scheduled" and abs(
        item.published_at - timezone.now() - timedelta(days=1)
    ) < timedelta(minutes=2)
    assert "On time" in cast.client("member").get("/drafts/").text
    assert due.publish_due() == 0
    Content.objects.filter(pk=item.pk).update(published_at=timezone.now() - timedelta(seconds=1))
    assert due.publish_due() == 1 and due.publish_due() == 0
    assert Event.objects.filter(verb="content.published", content=item).count() == 1


@pytest.mark.parametrize("data", [{"later_at": "09:00"}, {"later_on": "2020-01-01"}, {"later_on": "9999-12-31"},
                                  {"later_on": "tomorrow"}, {"later_on": "2020-02-30"}])  # fmt: skip
def test_a_moment_that_cannot_be_is_refused_beside_its_field(cast, data):
    answer = post(cast, body="Kept words", **data)
    assert answer.status_code == 422 and "Kept words" in answer.text
    assert not Content.objects.filter(body__contains="Kept words").exists()


def test_rescheduled_unscheduled_and_only_by_its_author(cast):
    item = cast.items["open", "scheduled"]
    assert {w for w, s in cast.statuses("get", f"/c/{item.pk}/schedule/").items() if s == 200} == {"member"}
    answer = cast.client("member").post(f"/c/{item.pk}/schedule/", later(3))
    assert answer.status_code == 302 and fresh(item).published_at > timezone.now() + timedelta(days=2)
    assert (
        cast.client("member").post(f"/c/{item.pk}/schedule/", {"later_on": "2020-01-01"}).status_code == 422
    )
    assert cast.client("member").post(f"/c/{item.pk}/do/unschedule/").status_code == 302
    assert (fresh(item).state, fresh(item).published_at) == ("draft", None)


def leave(cast):
    membership.leave(cast.groups["open"], cast.member)


def archive(cast):
    groups.archive(cast.groups["open"], cast.host)


def switch_off(cast):
    switch_platform("updates", "on", cast.manager)
    switch_group("updates", cast.groups["open"], "off", cast.host)


@pytest.mark.parametrize("happened", [leave, archive, switch_off])
def test_what_can_no_longer_be_posted_is_held_back_and_its_author_told(cast, happened):
    item = cast.items["open", "scheduled"]
    happened(cast)
    Content.objects.filter(pk=item.pk).update(published_at=timezone.now() - timedelta(minutes=1))
    assert due.publish_due() == 0 and due.publish_due() == 0
    assert fresh(item).state == "draft"
    assert Event.objects.filter(verb="content.held_back", content=item).count() == 1
    told = "should have appeared" in cast.client("member").get("/drafts/").text
    assert told == (happened is not switch_off), "what is off leaves no trace, until it is on again"


def test_a_draft_moves_to_another_group_and_is_posted_there(cast):
    item = cast.items["open", "draft"]
    membership.leave(cast.groups["open"], cast.member)
    assert cast.client("member").post(f"/c/{item.pk}/do/publish/").status_code == 403
    answer = cast.client("member").post(
        f"/c/{item.pk}/edit/", {"group": cast.groups["closed"].pk, "title": "T", "body": "B", "publish": "1"}
    )
    assert answer.status_code == 302
    assert (fresh(item).state, fresh(item).group) == ("published", cast.groups["closed"])


def test_a_draft_brings_its_files_and_fields_back(cast):
    from django.core.files.base import ContentFile

    from kring.core.files.uploads import upload

    mine, theirs = (
        upload(cast[who], ContentFile(b"words", f"{who} plan.txt")).file for who in ("member", "host")
    )
    save(cast, files=[mine.pk, theirs.pk], topics="Budget, <b>", later_on="2031-02-03", later_at="08:15")
    text = cast.client("member").get("/new/").text
    assert "member plan.txt" in text and "host plan.txt" not in text
    assert "Budget, &lt;b&gt;" in text and "2031-02-03" in text and "08:15" in text
