"""Making, changing and ending prompts, by hosts."""

import uuid

import pytest

from kring.core.activity.models import Event
from kring.core.content.models import Content
from kring.core.features import verbs as switch
from kring.core.groups import membership
from kring.tools.agenda import obstacles, starters, verbs
from kring.tools.agenda.models import Prompt
from kring.tools.agenda.tests.prompts import form, made

pytestmark = pytest.mark.django_db
LIST, NEW = "/g/open/agenda/prompts/", "/g/open/agenda/prompts/new/"


def test_who_may_make_one(cast):
    outcomes = cast.statuses("post", NEW, form())
    assert outcomes == {
        "manager": 422,
        "host": 302,
        "member": 403,
        "outsider": 403,
        "guest": 404,
        "nobody": 302,
    }
    prompt = Prompt.objects.get()
    assert (prompt.by, prompt.group, prompt.body) == (
        cast.host,
        cast.groups["open"],
        "<p>One <em>sentence</em>.</p>",
    )
    assert (
        prompt.next_at
        and Event.objects.filter(verb="agenda.prompt_made", group_id=prompt.group_id).count() == 1
    )
    membership.add(cast.groups["open"], cast.manager)
    assert cast.client("manager").post(NEW, form(title="Another")).status_code == 302


def test_who_may_change_it(cast):
    prompt = made(cast.groups["closed"], cast.host)
    address = f"/g/closed/agenda/prompts/{prompt.pk}/"
    expected = {"manager": 403, "host": 200, "member": 403, "outsider": 403, "guest": 404, "nobody": 302}
    assert cast.statuses("get", address) == expected
    for verb in ("pause", "resume", "delete"):
        assert cast.statuses("post", f"{address}{verb}/") == expected | {"host": 302}, verb
    assert not Prompt.objects.exists()
    assert cast.client("host").post(f"{address}delete/").status_code == 302, "a second click"
    assert cast.client("host").post(f"{address}pause/").status_code == 404
    assert cast.client("host").post(f"{address}explode/").status_code == 404
    assert cast.client("host").get(f"{address}pause/").status_code == 405
    other = made(cast.groups["closed"], cast.host)
    assert cast.client("host").get(f"/g/open/agenda/prompts/{other.pk}/").status_code == 404


def test_the_list_says_when_and_whose(cast):
    prompt = made(cast.groups["open"], cast.host)
    text = cast.client("host").get(LIST).text
    assert "Every week on Friday, at 15:00" in text and f"In the name of {cast.host.name}" in text
    assert text.count("<time") == 3 and "What did you learn lately" in text
    verbs.pause(prompt, cast.host)
    text = cast.client("host").get(LIST).text
    assert "Paused" in text and "Let it go on" in text and "<time" not in text


def test_sent_twice_is_one(cast):
    token = uuid.uuid4().hex
    for _ in range(2):
        assert cast.client("host").post(NEW, form(token=token)).status_code == 302
    assert Prompt.objects.count() == 1


def test_a_preview_saves_nothing(cast):
    answer = cast.client("host").post(NEW, form(preview="1", body="Hello <b>you</b> <script>x</script>"))
    assert answer.status_code == 200 and not Prompt.objects.exists()
    assert "Nothing is saved yet" in answer.text and "Every week on Friday, at 15:00" in answer.text
    assert "<script>x" not in answer.text and "Hello" in answer.text


def test_who_changes_the_words_answers_for_them(cast):
    prompt = made(cast.groups["open"], cast.member)
    address = f"{LIST}{prompt.pk}/"
    assert "When you save it, it is posted in yours." in cast.client("host").get(address).text
    assert cast.client("host").post(address, form(title="In other words", hour="16:00")).status_code == 302
    prompt = Prompt.objects.get()
    assert (prompt.by, prompt.title, f"{prompt.hour:%H:%M}") == (cast.host, "In other words", "16:00")


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"weekdays": []}, "Choose one day of the week at least."),
        ({"ends_on": "2026-01-01"}, "It ends before it begins."),
        ({"skips": "2026-12-25, soon"}, "“soon” isn’t a date."),
        ({"skips": "2026-12-25 " * 61}, "Sixty days"),
        ({"title": "", "body": ""}, "a title, a text, or both"),
        ({"kind": "question", "title": ""}, "A question needs a title."),
        ({"kind": "poll"}, "Select a valid choice"),
        ({"kind": "event"}, "Select a valid choice"),
        ({"every": "0"}, "Select a valid choice"),
        ({"hour": "25:00"}, "Enter a valid time"),
        ({"starts_on": "1990-01-01"}, "Choose a day between a year ago and two years from now."),
        ({"starts_on": "0000"}, "Enter a valid date"),
        ({"weekdays": ["9"]}, "Select a valid choice"),
        ({"title": "x" * 300}, "250"),
        ({"starts_on": "2026-11-20", "ends_on": "2026-11-20"}, "no day is left"),
    ],
)
def test_what_cant_be_is_said_and_what_was_typed_stays(cast, sent, words):
    answer = cast.client("host").post(NEW, form(body="My own words") | sent)
    assert answer.status_code == 422 and words in answer.text
    assert not Prompt.objects.exists() and ("My own words" in answer.text or "body" in sent)


def test_thirty_are_enough(cast):
    group = cast.groups["open"]
    made(group, cast.host)
    Prompt.objects.bulk_create(
        [
            Prompt(group=group, by=cast.host, kind="update", hour="09:00", starts_on="2026-01-01")
            for _ in range(29)
        ]
    )
    answer = cast.client("host").post(NEW, form())
    assert answer.status_code == 422 and "thirty prompts" in answer.text


def test_what_a_prompt_can_be(cast):
    group = cast.groups["open"]
    kinds = {kind.slug for kind in obstacles.kinds_for(cast.host, group)}
    assert {"update", "discussion", "question"} <= kinds and not {"poll", "event", "idea", "news"} & kinds
    for feature in ("updates", "discussions", "questions"):
        switch.switch_group(feature, group, "off")
    assert not {"update", "discussion", "question"} & {k.slug for k in obstacles.kinds_for(cast.host, group)}


def test_every_idea_makes_a_prompt(cast):
    for one in starters.STARTERS:
        page = cast.client("host").get(f"{NEW}?starter={one.slug}")
        assert page.status_code == 200 and str(one.title) in page.text
        begun = page.text
        assert "checked" in begun or not one.weekdays
        sent = form(kind=one.kinds[0], title=str(one.title), body=str(one.body), rhythm=one.rhythm,
                    weekdays=[str(day) for day in one.weekdays])  # fmt: skip
        assert cast.client("host").post(NEW, sent).status_code == 302, one.slug
    assert Prompt.objects.count() == len(starters.STARTERS)
    assert cast.client("host").get(f"{NEW}?starter=nothing").status_code == 200


def test_deleting_keeps_what_it_posted(cast):
    prompt = made(cast.groups["open"], cast.host)
    Prompt.objects.filter(pk=prompt.pk).update(last=cast.items["open", "published"])
    verbs.delete(prompt, cast.host)
    assert Content.objects.filter(pk=cast.items["open", "published"].pk).exists()
