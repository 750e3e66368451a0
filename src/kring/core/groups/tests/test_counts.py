"""Whatever people do, in whatever order: the counter of members is the number of their rows."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from kring.core.groups import verbs
from kring.core.groups.models import Group, JoinRequest, Membership
from kring.core.people import verbs as people
from kring.core.people.models import Person
from kring.core.refused import Refused

HANDLES = ("ada", "ben", "cas", "gijs")
SLUGS = ("everyone", "open", "closed", "secret")
handles, slugs = st.sampled_from(HANDLES), st.sampled_from(SLUGS)


class Village(RuleBasedStateMachine):
    """Four people (one a manager, one a guest), four groups, and everything that moves people in and out."""

    def __init__(self):
        super().__init__()
        from django.db import transaction

        self.undo = transaction.atomic()
        self.undo.__enter__()
        for handle, role in zip(HANDLES, ("manager", "member", "member", "guest"), strict=True):
            people.arrive(name=handle, handle=handle, role=role)
        for slug in SLUGS[1:]:
            verbs.start(self.person("ada"), name=slug, access=slug)

    def teardown(self):
        from django.db import transaction

        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def person(self, handle):
        return Person.objects.get(handle=handle)

    def group(self, slug):
        return Group.objects.get(slug=slug)

    def attempt(self, verb, *arguments, **named):
        try:
            verb(*arguments, **named)
        except Refused:
            pass

    @rule(slug=slugs, who=handles, verb=st.sampled_from(["join", "ask", "withdraw", "leave"]))
    def by_oneself(self, slug, who, verb):
        self.attempt(getattr(verbs, verb), self.group(slug), self.person(who))

    @rule(slug=slugs, who=handles, by=handles, verb=st.sampled_from(["invite", "uninvite", "leave"]))
    def by_another(self, slug, who, by, verb):
        self.attempt(getattr(verbs, verb), self.group(slug), self.person(who), by=self.person(by))

    @rule(slug=slugs, by=handles, twice=st.booleans(), verb=st.sampled_from(["approve", "decline"]))
    def answered(self, slug, by, twice, verb):
        request = JoinRequest.objects.filter(group__slug=slug).select_related("group", "person").first()
        for _time in range(1 + twice if request else 0):
            self.attempt(getattr(verbs, verb), request, self.person(by))

    @rule(slug=slugs, who=handles, by=handles, role=st.sampled_from(["host", "member"]))
    def appointed(self, slug, who, by, role):
        self.attempt(verbs.set_role, self.group(slug), self.person(who), role, by=self.person(by))

    @rule(slug=slugs, by=handles, archived=st.booleans())
    def archived(self, slug, by, archived):
        self.attempt(verbs.archive, self.group(slug), self.person(by), archived=archived)

    @rule(slug=slugs, by=handles, access=st.sampled_from(Group.Access.values))
    def opened(self, slug, by, access):
        self.attempt(verbs.edit, self.group(slug), self.person(by), access=access)

    @rule(who=handles, role=st.sampled_from(["member", "manager", "guest"]))
    def promoted(self, who, role):
        self.attempt(people.set_role, self.person(who), role, by=self.person("ada"))

    @invariant()
    def counted(self):
        for group in Group.objects.all():
            assert group.member_count == group.memberships.count(), group.slug

    @invariant()
    def no_guest_in_the_organisation(self):
        assert not Membership.objects.filter(group__is_everyone=True, person__role="guest").exists()

    @invariant()
    def nobody_waits_at_a_door_they_are_behind(self):
        for group in Group.objects.all():
            inside = set(group.memberships.values_list("person_id", flat=True))
            assert not inside & set(group.requests.values_list("person_id", flat=True))
            assert not inside & set(group.invitations.values_list("person_id", flat=True))

    @invariant()
    def who_is_in_a_group_has_a_host(self):
        for group in Group.objects.filter(is_everyone=False):
            roles = set(group.memberships.values_list("role", flat=True))
            assert "host" in roles or (group.is_archived and not roles), group.slug


@pytest.mark.django_db
def test_counters_and_rows_agree():
    run_state_machine_as_test(
        Village,
        settings=settings(
            phases=[
                Phase.generate
            ],  # shrinking what it finds takes minutes; take this line out to read a failure
            max_examples=20,
            stateful_step_count=25,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
