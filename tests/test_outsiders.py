"""Outsiders who send every form there is, about things that they can't see: nothing happens, and they learn nothing."""

from itertools import product

import pytest
from django.apps import apps

from kring.core.features import registry, switches
from kring.core.features.models import GroupSwitch
from tests.addresses import addresses, filled
from tests.cast import SIGNED_IN, client_of

pytestmark = pytest.mark.django_db
HIDDEN = {"manager": {"secret"}, "outsider": {"secret"}, "guest": {"everyone", "open", "closed", "secret"}}
HIDDEN["nobody"] = HIDDEN["guest"] | {"project"}
FORM = {
    "body": "Well well",
    "title": "Ha",
    "text": "Well well",
    "reaction": "like",
    "emoji": "like",
    "name": "Ha",
    "access": "open",
    "group": "1",
    "role": "host",
    "state": "on",
    "answer": "approve",
    "email": "x@example.org",
    "note": "please",
    "handle": "outsider",
    "person": "outsider",
    "publish": "1",
    "next": "/",
}
LOOKED = {"groups_membership", "content_reading", "content_content"}  # when one last looked, and how many did
LEFT_OUT = {"people_session", "django_tasks_db_dbtaskresult"}


def rows() -> dict[str, list]:
    """Everything in the database but sessions."""
    tables = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and model._meta.db_table not in LEFT_OUT:
            tables[model._meta.db_table] = sorted(map(repr, model._base_manager.values_list()))
    return tables


def hidden_addresses(cast, who) -> list[str]:
    people = [] if who == "nobody" else None
    found = set()
    for pattern in addresses():
        if {"id", "slug"} & set(pattern.parameters) and not pattern.route.startswith(("people/", "manage/")):
            found |= filled(cast, pattern, HIDDEN[who], people=people)
    return sorted(found)


@pytest.fixture
def all_on(cast):
    """Also what a group has to ask for."""
    asked = [slug for slug, feature in registry.features().items() if feature.default == "available"]
    for slug, group in product(asked, cast.groups.values()):
        GroupSwitch.objects.create(feature=slug, group=group, state="on")
    switches._board = None
    yield
    switches._board = None


@pytest.mark.parametrize("who", HIDDEN)
def test_every_action_on_what_they_cannot_see(cast, all_on, who):
    client = cast.client(who)
    client.get("/")
    before, bad = rows(), []
    for path in hidden_addresses(cast, who):
        for headers in ({}, {"HX-Request": "true"}):
            response = client.post(path, FORM, headers=headers)
            expected = {401 if headers else 302, 405} if who == "nobody" else {404, 405}
            leaks = cast.leaks(
                who, response.content.decode() + response.headers.get("Location", "").replace(path, "")
            )
            if response.status_code == 302 and path.startswith(
                "/g/"
            ):  # leaving twice, or what never was, is the same
                slug = path.split("/")[2]
                never = client.post(path.replace(slug, "never-was"), FORM, headers=headers)
                expected = expected | (
                    {302} if never.headers.get("Location") == response.headers["Location"] else set()
                )
            if response.status_code not in expected or leaks:
                bad.append(f"{path}: {response.status_code} {leaks}")
    assert not bad, "\n".join(bad)
    after = rows()
    assert {table for table in before if before[table] != after[table]} == set()


@pytest.mark.parametrize("who", ["outsider", "guest", "nobody"])
def test_the_managers_pages_are_the_managers(cast, who):
    client = cast.client(who)
    before = rows()
    for pattern in addresses():
        if pattern.route.startswith("manage") or pattern.name in (
            "person_role",
            "person_end",
            "person_reopen",
        ):
            for path in filled(cast, pattern):
                for send in (client.get, client.post):
                    answer = send(path, FORM)
                    assert answer.status_code in (302, 403, 404, 405), path
                    if answer.status_code == 302:
                        assert "/accounts/login/" in answer.headers["Location"], path
                    assert not cast.leaks(who, answer.content.decode()), path
    assert rows() == before


@pytest.mark.parametrize("who", SIGNED_IN)
def test_nothing_is_done_by_looking(cast, all_on, who):
    """GET changes nothing but what one has seen: a link in a mail, a prefetch or a crawler may follow any address."""
    client = cast.client(who)
    before = rows()
    for pattern in addresses():
        for path in filled(cast, pattern, {"open", "project"}, verbs=None):
            client.get(path)
    after = rows()
    changed = {table for table in before if before[table] != after[table]}
    assert changed <= LOOKED, changed
    for table in changed - {"content_reading"}:
        assert len(before[table]) == len(after[table])


def test_without_the_token_of_a_form_nothing_happens(cast):
    client = client_of(cast.host, enforce_csrf_checks=True)
    client.get("/")
    before, bad = rows(), []
    for pattern in addresses():
        for path in sorted(filled(cast, pattern, {"open"}, people=["member"], verbs=3))[:3]:
            for headers in ({}, {"HX-Request": "true"}, {"Origin": "https://evil.example"}):
                response = client.post(path, FORM, headers=headers)
                if response.status_code not in (403, 404, 405):
                    bad.append(f"{path}: {response.status_code}")
    assert not bad, "\n".join(bad)
    assert rows() == before
