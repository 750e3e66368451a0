"""A group's address: who may give it one, and whose mail becomes a post."""

import pytest

from kring.core.content.models import Content
from kring.core.letterbox import groups, taking
from kring.core.letterbox.models import GroupAddress
from kring.core.letterbox.receiving import is_known
from kring.core.letterbox.tests.post import PASSED, answer, arrive, letters, written
from kring.core.refused import Refused
from tests.cast import MEMBERS, SIGNED_IN

pytestmark = pytest.mark.django_db


def opened(cast, slug: str) -> str:
    groups.open_address(cast.groups[slug], cast.manager if slug == "everyone" else cast.host)
    return groups.address_of(cast.groups[slug])


def send(person, to: str, text: str = "Who comes along?", subject: str = "Bicycle tour", **headers):
    return arrive(written(person.email, to, text, subject, **{**PASSED, **headers}), to)


def test_a_mail_is_a_post(cast):
    to = opened(cast, "open")
    assert to == "open@reply.kring.test"
    row = send(
        cast.member,
        to,
        "Who comes along?\n\n- Friday\n- Monday\n\n-- \nMember\nDepartment",
        "Fwd: Bicycle tour",
    )
    item = row.content
    assert (item.title, item.group.slug, item.author, item.state) == (
        "Bicycle tour",
        "open",
        cast.member,
        "published",
    )
    assert "<li>Monday</li>" in item.body and "Department" not in item.body


def test_a_forwarded_mail_keeps_what_it_brings(cast):
    to = opened(cast, "open")
    text = "Look at this.\n\n---------- Forwarded message ---------\nVan: Jan <jan@example.org>\nDate: ma 3 nov 2025\n\nThe words of Jan"
    assert "The words of Jan" in send(cast.member, to, text).content.body


def test_who_of_the_cast_may(cast):
    for slug in MEMBERS:
        to = opened(cast, slug)
        rows = {who: send(cast[who], to) for who in SIGNED_IN}
        assert {who for who, row in rows.items() if row.state == "taken"} == MEMBERS[slug], slug
        for who, row in rows.items():
            if row.state != "taken":
                assert row.state == "refused"
                told = str(letters(cast[who])[-1].context)
                assert not cast.leaks(who, told)


def test_an_open_group_says_how(cast):
    row = send(cast.outsider, opened(cast, "open"))
    assert row.reason == "forbidden"
    (letter,) = letters(cast.outsider)
    assert (
        letter.context["told"] == ["Join this group to post in it."]
        and letter.context["words"] == "Who comes along?"
    )


def test_a_secret_one_is_as_if_it_were_not_there(cast):
    row = send(cast.outsider, opened(cast, "secret"))
    assert row.reason == "gone"
    local = GroupAddress.objects.get(group=cast.groups["secret"]).local
    assert local != "secret" and local.startswith("secret-")


def test_what_becomes_secret_is_nowhere_to_be_guessed(cast):
    """A mail server tells strangers which names there are."""
    from kring.core.groups import verbs

    group, old = cast.groups["open"], opened(cast, "open")
    verbs.edit(group, cast.host, access="secret")
    new = groups.address_of(group)
    assert not is_known(old) and is_known(new) and len(new) == len(old) + len("-12345678")
    assert new in cast.client("host").get("/g/open/mail/").content.decode()
    assert send(cast.member, new).state == "taken" and send(cast.member, old).state == "ignored"
    verbs.edit(group, cast.host, name="Another name")
    verbs.edit(cast.groups["closed"], cast.host, access="secret")
    assert groups.address_of(group) == new and groups.address_of(cast.groups["closed"]) == ""


def test_strangers_and_machines_hear_nothing(cast):
    to = opened(cast, "open")
    before = Content.objects.count()
    assert arrive(written("spam@elsewhere.test", to, **PASSED), to).reason == "stranger"
    assert send(cast.member, to, Auto_Submitted="auto-generated").reason == "automatic"
    assert send(cast.member, to, Authentication_Results="mx.kring.test; dmarc=fail").reason == "forged"
    assert Content.objects.count() == before and not letters(cast.member)


@pytest.mark.parametrize(
    "results",
    [
        None,
        "elsewhere.test; dmarc=pass",
        "mx.kring.test; dmarc=none; spf=pass",
        "mx.kring.test; dmarc=none header.from=kring.test policy.dmarc=pass",
        'mx.kring.test; spf=pass smtp.mailfrom="a;dmarc=pass"@elsewhere.test',
    ],
)
def test_without_proof_it_waits_for_its_author(cast, results):
    """Anybody knows this address, and can write anybody's name above a mail."""
    to = opened(cast, "open")
    headers = {"Authentication_Results": results} if results else {}
    row = arrive(written(cast.member.email, to, "Sack them all", "Hello", **headers), to)
    assert (row.state, row.reason) == ("taken", "unproven")
    assert row.content.is_draft and row.content.author == cast.member
    (letter,) = letters(cast.member)
    assert letter.context["link"].endswith("/drafts/")


def test_who_writes_in_anothers_name_keeps_nobody_from_answering(cast, monkeypatch):
    monkeypatch.setattr(taking.outcome, "AN_HOUR", 3)
    to = opened(cast, "open")
    for _time in range(5):
        row = arrive(written(cast.member.email, to, "Spam"), to)
    assert row.reason == "often"
    assert send(cast.member, to, **PASSED).state == "taken"
    assert answer(cast.member, cast.items["open", "published"]).state == "taken"


def test_proof_as_another_server_writes_it(cast):
    results = "mx.kring.test; dkim=pass header.d=kring.test; dmarc=pass (Used From (x) Domain) header.from=kring.test policy.dmarc=none"
    row = arrive(
        written(cast.member.email, opened(cast, "open"), Authentication_Results=results), opened(cast, "open")
    )
    assert row.state == "taken" and not row.content.is_draft


def test_once(cast):
    to, before = opened(cast, "open"), Content.objects.count()
    message = written(cast.member.email, to, **PASSED)
    assert arrive(message, to).pk == arrive(message, to).pk
    assert Content.objects.count() == before + 1


def test_one_mail_to_two_groups_is_two_posts(cast):
    first, second = opened(cast, "open"), opened(cast, "closed")
    message = written(cast.member.email, f"{first}, {second}", **PASSED)
    assert {arrive(message, first).content.group.slug, arrive(message, second).content.group.slug} == {
        "open",
        "closed",
    }


def test_an_archived_group(cast):
    from kring.core.groups import verbs

    to = opened(cast, "closed")
    verbs.archive(cast.groups["closed"], cast.host)
    assert send(cast.member, to).reason == "forbidden"
    with pytest.raises(Refused):
        groups.open_address(cast.groups["closed"], cast.host)


def test_updates_switched_off(cast):
    from kring.core.features import verbs

    to = opened(cast, "open")
    verbs.switch_group("updates", cast.groups["open"], "off", cast.host)
    assert send(cast.member, to).reason == "forbidden"


def test_taken_away_it_is_nobodys(cast):
    to = opened(cast, "open")
    assert is_known(to)
    groups.close_address(cast.groups["open"], cast.host)
    assert not is_known(to) and groups.address_of(cast.groups["open"]) == ""


def test_names_that_are_taken(cast):
    from kring.core.groups import verbs

    for name in ("Postmaster", "Bounces"):
        group = verbs.start(cast.host, name=name)
        assert groups.open_address(group, cast.host).local.startswith(f"{name.lower()}-")


def test_only_hosts_give_it_one(cast):
    page = cast.as_each("post", "/g/open/mail/", {"on": ""})
    # the manager hosts wherever they may read
    assert {
        who for who, answer in page.items() if answer.status_code == 302 and "login" not in answer.url
    } == {"host", "manager"}
    assert page["member"].status_code == 403 and page["guest"].status_code == 404


def test_the_page_of_the_address(cast):
    assert cast.statuses("get", "/g/closed/mail/") == {
        "manager": 403, "host": 200, "member": 200, "outsider": 403, "guest": 404, "nobody": 302,
    }  # fmt: skip
    opened(cast, "closed")
    pages = cast.as_each("get", "/g/closed/mail/")
    assert {who for who, page in pages.items() if "closed@reply.kring.test" in page.content.decode()} == {
        "host",
        "member",
    }
    for who, page in pages.items():
        assert not cast.leaks(who, page.content.decode())
    about = cast.as_each("get", "/g/open/about/") | {"member": cast.client("member").get("/g/closed/about/")}
    assert {who for who, page in about.items() if "/mail/" in page.content.decode()} == {"member"}


def test_where_no_mail_comes_in(cast, settings):
    import dataclasses

    opened(cast, "closed")
    settings.CONFIG = dataclasses.replace(settings.CONFIG, mail_in="")
    for who, page in cast.as_each("get", "/g/closed/mail/", who=("host", "member")).items():
        assert page.status_code == 200 and "closed@" not in page.content.decode(), who
    assert cast.client("host").post("/g/open/mail/", {"on": ""}).status_code == 403
