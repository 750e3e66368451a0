"""Coming into groups and leaving them: who may decide what, and that doing it twice is doing it once."""

import pytest

from kring.core.activity.models import Event
from kring.core.groups import verbs
from kring.core.groups.models import Group, GroupInvitation, JoinRequest, Membership
from kring.core.people import verbs as people
from kring.core.people.models import Person
from kring.core.refused import Refused


def fresh(person):
    """The person as a new request reads them."""
    return Person.objects.get(pk=person.pk)


def role(group, person) -> str | None:
    return Membership.objects.filter(group=group, person=person).values_list("role", flat=True).first()


def told(verb, **about) -> int:
    return Event.objects.filter(verb=verb, **about).count()


def test_joining_twice_is_joining_once(cast):
    group = cast.groups["open"]
    for _again in range(2):
        verbs.join(group, cast.outsider)
    group.refresh_from_db()
    assert group.member_count == group.memberships.count() == 3
    assert told("groups.joined", group=group, person=cast.outsider) == 1


@pytest.mark.parametrize("slug", ["closed", "secret"])
def test_nobody_joins_what_is_not_open(cast, slug):
    with pytest.raises(Refused):
        verbs.join(cast.groups[slug], cast.outsider)


def test_a_guest_joins_only_where_they_are_invited(cast):
    group = cast.groups["open"]
    for verb in (verbs.join, verbs.ask):
        with pytest.raises(Refused):
            verb(group, cast.guest)
    verbs.invite(group, cast.guest, by=cast.host)
    verbs.join(group, cast.guest)
    assert role(group, cast.guest) == "member"


def test_a_guest_never_comes_into_the_organisation(cast):
    everyone = cast.groups["everyone"]
    with pytest.raises(Refused):
        verbs.invite(everyone, cast.guest, by=cast.manager)
    GroupInvitation.objects.create(group=everyone, person=cast.guest)
    verbs.join(everyone, cast.guest)
    verbs.add(everyone, cast.guest)
    assert role(everyone, cast.guest) is None
    everyone.refresh_from_db()
    assert everyone.member_count == everyone.memberships.count()


def test_a_secret_group_is_not_asked(cast):
    with pytest.raises(Refused):
        verbs.ask(cast.groups["secret"], cast.outsider)
    assert not JoinRequest.objects.filter(group=cast.groups["secret"]).exists()


def test_asking_where_one_is_invited_is_joining(cast):
    verbs.invite(cast.groups["secret"], cast.outsider, by=cast.host)
    verbs.ask(cast.groups["secret"], cast.outsider)
    assert role(cast.groups["secret"], cast.outsider) == "member"


def test_an_invitation_to_who_asked_lets_them_in(cast):
    verbs.invite(cast.groups["closed"], cast.outsider, by=cast.host)
    assert role(cast.groups["closed"], cast.outsider) == "member"
    assert not JoinRequest.objects.exists() and not GroupInvitation.objects.exists()


@pytest.mark.parametrize(
    ("slug", "by", "whom", "may"),
    [
        ("open", "host", "outsider", True),
        ("open", "member", "outsider", True),
        ("open", "outsider", "manager", False),
        ("open", "member", "guest", False),
        ("open", "host", "guest", True),
        ("open", "manager", "outsider", True),
        ("closed", "member", "outsider", False),
        ("closed", "manager", "outsider", False),
        ("secret", "member", "outsider", False),
        ("secret", "manager", "manager", False),
        ("secret", "host", "outsider", True),
        ("project", "guest", "outsider", False),
    ],
)
def test_who_may_invite(cast, slug, by, whom, may):
    group = cast.groups[slug]
    JoinRequest.objects.all().delete()
    if may:
        verbs.invite(group, cast[whom], by=cast[by])
        verbs.invite(group, cast[whom], by=cast[by])
        assert told("groups.invited", group=group, person=cast[whom]) == 1
    else:
        with pytest.raises(Refused):
            verbs.invite(group, cast[whom], by=cast[by])
        assert not GroupInvitation.objects.filter(group=group, person=cast[whom]).exists()


@pytest.mark.parametrize("by", ["member", "manager", "outsider", "guest"])
def test_only_hosts_decide_about_others(cast, by):
    group, by = cast.groups["closed"], cast[by]
    asked = JoinRequest.objects.get(group=group)
    decisions = (
        lambda: verbs.approve(asked, by),
        lambda: verbs.decline(asked, by),
        lambda: verbs.leave(group, cast.host, by=by),
        lambda: verbs.archive(group, by),
        lambda: verbs.edit(group, by, access="open"),
    )
    for decide in decisions:
        with pytest.raises(Refused):
            decide()
    if not by.is_manager:
        with pytest.raises(Refused):
            verbs.set_role(group, cast.member, "host", by=by)
    group.refresh_from_db()
    assert (group.access, group.archived_at, group.member_count) == ("closed", None, 2)
    assert JoinRequest.objects.filter(pk=asked.pk).exists()


def test_a_request_is_answered_once(cast):
    group = cast.groups["closed"]
    asked = JoinRequest.objects.get(group=group)
    seen_elsewhere = JoinRequest.objects.get(pk=asked.pk)
    assert verbs.decline(asked, cast.host)
    assert not verbs.approve(seen_elsewhere, cast.host)
    assert role(group, cast.outsider) is None
    verbs.ask(group, cast.outsider)
    asked = JoinRequest.objects.get(group=group)
    verbs.withdraw(group, cast.outsider)
    assert not verbs.approve(asked, cast.host)
    assert told("groups.joined", group=group, person=cast.outsider) == 0


def test_an_ended_account_is_not_let_in(cast):
    asked = JoinRequest.objects.get(group=cast.groups["closed"])
    people.deactivate(cast.outsider, by=cast.manager)
    with pytest.raises(Refused):
        verbs.approve(JoinRequest.objects.get(pk=asked.pk), cast.host)
    with pytest.raises(Refused):
        verbs.invite(cast.groups["open"], fresh(cast.outsider), by=cast.host)


def test_the_last_host_stays_while_others_remain(cast):
    group = cast.groups["closed"]
    with pytest.raises(Refused):
        verbs.leave(group, cast.host)
    with pytest.raises(Refused):
        verbs.set_role(group, cast.host, "member", by=cast.host)
    verbs.set_role(group, cast.member, "host", by=cast.host)
    verbs.leave(group, cast.host)
    with pytest.raises(Refused):
        verbs.leave(cast.groups["open"], cast.host)
    with pytest.raises(Refused):
        verbs.leave(group, fresh(cast.member))  # alone, but others could come in
    verbs.archive(group, fresh(cast.member))
    verbs.leave(group, fresh(cast.member))
    assert not group.memberships.exists()


def test_who_takes_an_empty_group_out_of_the_archive_hosts_it(cast):
    group = cast.groups["open"]
    verbs.leave(group, cast.member)
    verbs.archive(group, cast.host)
    verbs.leave(group, cast.host)
    verbs.archive(group, cast.manager, archived=False)
    assert role(group, cast.manager) == "host"


def test_a_host_whose_account_has_ended_is_no_host(cast):
    group = cast.groups["closed"]
    verbs.set_role(group, cast.member, "host", by=cast.host)
    verbs.add(group, cast.outsider)
    people.deactivate(cast.member, by=cast.manager)
    with pytest.raises(Refused):
        verbs.leave(group, fresh(cast.host))


def test_a_manager_who_makes_themselves_host_is_seen(cast):
    group = cast.groups["secret"]
    verbs.set_role(group, cast.manager, "host", by=cast.manager)
    assert role(group, cast.manager) == "host"
    assert told("groups.host_made", group=group, person=cast.manager, actor=cast.manager) == 1
    about = cast.client("member").get("/g/secret/about/").content.decode()
    assert "a manager of the platform, became host of" in about


def test_nobody_is_put_into_a_group_by_making_them_host(cast):
    group = cast.groups["secret"]
    for by in (cast.host, cast.manager):
        with pytest.raises(Refused):
            verbs.set_role(group, cast.outsider, "host", by=by)
    with pytest.raises(Refused):
        verbs.set_role(group, cast.manager, "member", by=cast.manager)
    assert role(group, cast.outsider) is None and role(group, cast.manager) is None


def test_a_guest_hosts_nothing(cast):
    with pytest.raises(Refused):
        verbs.set_role(cast.groups["project"], cast.guest, "host", by=cast.host)


def test_an_archived_group_takes_nobody_in(cast):
    group = cast.groups["open"]
    for _again in range(2):
        verbs.archive(group, cast.host)
    assert told("groups.archived", group=group) == 1
    group.refresh_from_db()
    for verb in (verbs.join, verbs.ask):
        with pytest.raises(Refused):
            verb(group, cast.outsider)
    with pytest.raises(Refused):
        verbs.invite(group, cast.outsider, by=cast.host)
    verbs.leave(group, cast.member)
    verbs.archive(group, cast.host, archived=False)
    group.refresh_from_db()
    verbs.join(group, cast.outsider)


@pytest.mark.parametrize("change", [{"access": "closed"}, {"parent": None}])
def test_the_organisation_stays_open(cast, change):
    everyone = cast.groups["everyone"]
    change = {"parent": cast.groups["open"]} if "parent" in change else change
    with pytest.raises(Refused):
        verbs.edit(everyone, cast.manager, **change)
    for refused in (verbs.archive, verbs.leave):
        with pytest.raises(Refused):
            refused(everyone, cast.manager)


def test_groups_tie_no_knot(cast):
    top, middle, below = (verbs.start(cast.member, name=name) for name in ("Top", "Middle", "Below"))
    member = fresh(cast.member)
    verbs.edit(middle, member, parent=top)
    verbs.edit(below, member, parent=middle)
    for parent in (top, middle, below):
        with pytest.raises(Refused):
            verbs.edit(top, member, parent=parent)


def test_nobody_hangs_their_group_below_one_they_cannot_see(cast):
    mine = verbs.start(cast.outsider, name="Mine")
    with pytest.raises(Refused):
        verbs.edit(mine, fresh(cast.outsider), parent=cast.groups["secret"])
    with pytest.raises(Refused):
        verbs.start(cast.outsider, name="Mine too", parent=cast.groups["secret"])


def test_the_same_form_twice_starts_one_group(cast):
    token = "6f9619ff-8b86-4d11-b42d-00c04fc964ff"
    first = verbs.start(cast.member, name="Twice", token=token)
    assert verbs.start(cast.member, name="Twice", token=token) == first
    assert verbs.start(cast.outsider, name="Twice", token=token).slug == "twice-2"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("New", "new-2"),
        ("Everyone", "everyone-2"),
        ("🙂", "group"),
        ("ß" * 120, "ss" * 35),
        ("Café Öst", "cafe-ost"),
    ],
)
def test_addresses(cast, name, slug):
    assert verbs.start(cast.member, name=name).slug == slug


def test_a_name_that_is_taken_at_the_same_moment(cast, monkeypatch):
    slugs = iter(["open", "open", "open-2"])
    monkeypatch.setattr(verbs, "free_slug", lambda name: next(slugs))
    assert verbs.start(cast.member, name="Open").slug == "open-2"


def test_starting_may_be_for_managers(cast, settings):
    import dataclasses

    settings.CONFIG = dataclasses.replace(settings.CONFIG, start_groups="managers")
    with pytest.raises(Refused):
        verbs.start(cast.member, name="No")
    with pytest.raises(Refused):
        verbs.start(cast.guest, name="No")
    verbs.start(cast.manager, name="Yes")
    assert "Managers start groups here" in cast.client("member").get("/g/new/").content.decode()


def test_a_guest_starts_nothing(cast):
    with pytest.raises(Refused):
        verbs.start(cast.guest, name="No")
    assert not Group.objects.filter(name="No").exists()


def test_an_invitation_is_taken_back_by_who_sent_it(cast):
    group = cast.groups["open"]
    verbs.invite(group, cast.outsider, by=cast.member)
    with pytest.raises(Refused):
        verbs.uninvite(group, cast.outsider, by=cast.guest)
    for _again in range(2):
        verbs.uninvite(group, cast.outsider, by=cast.member)
    assert told("groups.uninvited", group=group) == 1
    verbs.invite(group, cast.outsider, by=cast.member)
    verbs.uninvite(group, cast.outsider, by=cast.outsider)
    assert told("groups.invitation_declined", group=group) == 1
