"""Posters, slips, short addresses, and what comes back from the room."""

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kring.core.activity.models import Event
from kring.core.content.models import Comment, Content
from kring.core.refused import Refused
from kring.exchange.tests.packages import comment, content, package, person
from kring.exchange.tests.platforms import difference, out_of_an_empty_platform
from kring.tools.bridge import verbs
from kring.tools.bridge.codes import LETTERS, code, id_of
from kring.tools.bridge.models import RoomCount

pytestmark = pytest.mark.django_db
EVERY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@EVERY
@given(st.integers(1, 2**60))
def test_a_code_is_read_back(id):
    typed = code(id)
    assert id_of(typed) == id_of(typed.lower()) == id_of(typed.replace("0", "O").replace("1", "l")) == id


@EVERY
@given(st.integers(1, 2**40), st.data())
def test_one_wrong_letter_is_noticed(id, data):
    typed = code(id)
    place = data.draw(st.integers(0, len(typed) - 1))
    other = data.draw(st.sampled_from([letter for letter in LETTERS if letter != typed[place]]))
    wrong = typed[:place] + other + typed[place + 1 :]
    assert id_of(wrong) is None or {typed[place], other} == {"0", "Z"}


def test_the_short_address_leaks_nothing(cast):
    item, hidden = cast.items["open", "published"], cast.items["secret", "published"]
    nobody = cast.client("nobody")
    for known in (item.pk, hidden.pk, 987_654):
        answer = nobody.get(f"/q/{code(known)}/")
        assert (
            answer.status_code == 302 and "/c/" not in answer.url and f"next=/q/{code(known)}/" in answer.url
        )
    assert cast.client("outsider").get(f"/q/{code(item.pk).lower()}/").url == item.url
    assert {
        cast.client(who).get(f"/q/{code(hidden.pk)}/").status_code for who in ("manager", "outsider", "guest")
    } == {404}
    for strange in ("x", "----", "uuuu", "9" * 60, "é"):
        assert cast.client("member").get(f"/q/{strange}/").status_code == 404


def test_paper_is_for_who_reads_it(cast):
    item = cast.items["open", "published"]
    for path in ("poster", "slips"):
        answers = cast.as_each("get", f"/c/{item.pk}/{path}/")
        assert {who: answer.status_code for who, answer in answers.items()} == {
            "manager": 200, "host": 200, "member": 200, "outsider": 200, "guest": 404, "nobody": 302,
        }  # fmt: skip
        text = answers["outsider"].text
        assert f"/q/{code(item.pk)}" in text and item.title in text
    assert "<svg" in cast.client("member").get(f"/c/{item.pk}/poster/").text
    draft = cast.items["open", "draft"]
    assert cast.client("member").get(f"/c/{draft.pk}/poster/").status_code == 403


def counted(**more) -> dict:
    return {
        "people": "12",
        "choice_0": "9",
        "counted_on": str(timezone.localdate()),
        "place": "The canteen",
        **more,
    }


def test_a_host_adds_what_was_counted(cast):
    item = cast.items["open", "published"]
    url = f"/c/{item.pk}/room/"
    assert cast.statuses("get", url) == {
        "manager": 200, "host": 200, "member": 403, "outsider": 403, "guest": 404, "nobody": 302,
    }  # fmt: skip
    host, token = cast.client("host"), "0f2f6d0e-1111-4222-8333-444455556666"
    for _ in range(2):
        assert host.post(url, counted(token=token)).status_code == 302
    row = RoomCount.objects.get()
    assert (row.people, row.counts, row.by) == (12, {"like": 9}, cast.host)
    page = cast.client("outsider").get(f"/c/{item.pk}/").text
    assert "From the room" in page and "The canteen" in page and cast.host.name in page
    assert Event.objects.filter(verb="bridge.counted").count() == 1
    assert cast.client("member").post(f"{url}{row.pk}/take-away/").status_code == 403
    host.post(f"{url}{row.pk}/take-away/")
    assert "The canteen" not in cast.client("outsider").get(f"/c/{item.pk}/").text


@pytest.mark.parametrize(
    "more",
    [{"people": ""}, {"people": "0"}, {"people": "-3"}, {"people": "9" * 30}, {"choice_0": "13"},
     {"choice_0": "x"}, {"counted_on": "2999-01-01"}, {"counted_on": "soon"}, {"place": "x" * 300}],
)  # fmt: skip
def test_numbers_that_cant_be(cast, more):
    item = cast.items["open", "published"]
    answer = cast.client("host").post(f"/c/{item.pk}/room/", counted(**more))
    assert answer.status_code in (400, 422)
    assert not RoomCount.objects.exists()


def test_answers_become_comments_from_the_room(cast):
    item = cast.items["open", "published"]
    url, before = f"/c/{item.pk}/room/", Comment.objects.count()
    given = {
        "answers": "More benches.\r\n\r\nA tree,\r\n<b>please</b>",
        "who": "Aaltje",
        "answers_token": "0f2f6d0e-1111-4222-8333-444455556666",
    }
    for _ in range(2):
        assert cast.client("host").post(url, given).status_code == 302
    assert Comment.objects.count() == before + 2
    page = cast.client("outsider").get(f"/c/{item.pk}/").text
    assert "From the room: Aaltje" in page and "More benches." in page and "<b>please" not in page
    assert cast.client("host").post(url, {"answers": " \n \n"}).status_code == 422
    assert cast.client("member").post(url, given).status_code == 403
    Content.objects.filter(pk=item.pk).update(state="archived")
    assert cast.client("host").post(url, given).status_code == 403


def test_too_much_at_once(cast):
    with pytest.raises(Refused):
        verbs.say(cast.items["open", "published"], cast.host, ["x"] * 51)


def test_round_trip(tmp_path):
    count = {"type": "room_count", "id": "r1", "content": "c1", "actor": "anna", "people": 12, "counts": {"like": 9},
             "counted_on": "2024-02-28", "place": "The canteen", "created_at": "2024-03-01T10:00:00+00:00"}  # fmt: skip
    said = comment(room={"by": "Aaltje"})
    first = out_of_an_empty_platform(
        package(tmp_path / "in", person(), content(), said, count), tmp_path / "first"
    )
    assert count in first
    assert {"by": "Aaltje"} in [row.get("room") for row in first]
    assert not difference(first, out_of_an_empty_platform(tmp_path / "first", tmp_path / "second"))
