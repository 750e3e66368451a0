"""A platform with something of everything, and what one can say of its pages while a feature is off."""

import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from itertools import product

from django.conf import settings
from django.db import transaction
from django.db.models import F, TextField, Value
from django.db.models.functions import Concat
from django.urls import Resolver404, resolve

from kring.core.content.models import Comment, Content
from kring.core.features import registry
from kring.core.features import verbs as switching
from kring.core.files.models import File
from kring.core.notify.models import Cause, Notification
from tests import everything
from tests.addresses import addresses, links
from tests.cast import Cast, make_cast
from tests.clean import forget
from tests.notified import settle
from tests.test_crawl import without_tokens

FIXED = {"manage"}  # switched off, it couldn't be switched on again
SWITCHED = sorted(set(registry.features()) - FIXED)
ENDS = ("logout", "/sw.js", "/manage/components/", "/share/", "/manifest", "/push/", "/counts/", "/suggest/")
OWN = ["/", "/g/open/", "/g/open/stream/", "/people/host/", "/people/member/", "/topics/", "/topics/keys/", "/search/?q=zq",
       "/search/?q=key", "/palette/?q=", "/palette/?q=n", "/palette/?q=key", "/notifications/", "/new/",
       "/settings/notifications/"]  # fmt: skip


@dataclass
class Whole:
    """The platform. `items`: kind → the numbers of its published items; `made` names some of them."""

    cast: Cast
    made: dict[str, int]
    items: dict[str, list[int]] = field(default_factory=dict)

    def kinds_of(self, slug: str) -> set[str]:
        """The kinds that go with a feature: its own, and those of features that need it."""
        features = {slug} | {f.slug for f in registry.features().values() if slug in f.requires}
        return {kind for kind, feature in registry.feature_of_kind().items() if feature in features}

    def get(self, who: str, path: str, **headers):
        return self.cast.client(who).get(path, headers=headers)


def make_whole() -> Whole:
    """Everything that has a kind carries the kind's mark, in its title, its text and what is said about it."""
    forget()
    cast = make_cast()
    whole = Whole(cast, everything.make())
    for kind in registry.kinds():
        mark = f" {marked(kind)}"
        these = Content.objects.filter(kind=kind)  # seen: by nobody, it is made here
        these.exclude(title="").update(title=Concat(F("title"), Value(mark)))
        these.update(
            body=Concat(F("body"), Value(f"<p>{mark}</p>"), output_field=TextField()),
            version=F("version") + 1,
        )
        Comment.objects.filter(content__kind=kind).update(
            body=Concat(F("body"), Value(f"<p>{mark}</p>"), output_field=TextField())
        )
        published = these.filter(state="published", group__slug="open").order_by("pk")
        whole.items[kind] = list(published.values_list("pk", flat=True))
    settle()
    for who in ("host", "member", "manager"):
        cast.client(who)  # signed in before anything is tried and undone
    return whole


def marked(kind: str) -> str:
    """A word that stands with everything of this kind, and nowhere else."""
    return f"zq{kind.replace('-', '')}qz"


def switch(slugs: list[str], state: str = "") -> None:
    """As a manager does (without a state: back as it was), and what follows from it has followed."""
    for slug in slugs:
        switching.switch_platform(slug, state or registry.features()[slug].default)
    settle()


def own_addresses(whole: Whole, slug: str) -> list[str]:
    """The addresses that a feature answers while it is on."""
    kinds = sorted(whole.kinds_of(slug))
    good = {"id": whole.cast.items["open", "published"].pk, "slug": "open", "handle": "host"}
    paths = [address.fill(**good) for address in addresses()]
    items = [f"/c/{whole.items[kind][0]}/" for kind in kinds]
    return [path for path in paths if belongs(whole, slug, path)] + items


def belongs(whole: Whole, slug: str, path: str) -> bool:
    """Is this an address that the feature, or one of its kinds, brought?"""
    try:
        found = resolve(path.partition("?")[0])
    except Resolver404:
        return False
    return getattr(found.func, "feature", "") == slug or found.kwargs.get("kind") in whole.kinds_of(slug)


def leads_to(whole: Whole, slug: str, path: str) -> bool:
    """The same, or an address about one of its kinds or items."""
    bare, _, query = path.partition("?")
    kinds = whole.kinds_of(slug)
    if belongs(whole, slug, path) or any(f"kind={kind}" in query.split("&") for kind in kinds):
        return True
    number = re.match(r"/c/(\d+)/", bare)
    return bool(number) and any(int(number[1]) in whole.items[kind] for kind in kinds)


def route(path: str) -> str:
    """The pattern behind an address; "" where there is none."""
    try:
        return resolve(path.partition("?")[0]).route
    except Resolver404:
        return ""


def links_of(text: str, path: str) -> set[str]:
    """Where a page leads within the platform; addresses to be copied among them, such as those of feeds."""
    in_full = re.findall(rf"{re.escape(settings.BASE_URL)}(/[^\s\"'<]*)", text)
    return links(text, path) | {unescape(link) for link in in_full}


def short(whole: Whole, slug: str) -> dict[str, list[str]]:
    """The pages on which something of everything stands, and two items of other kinds."""
    others = [ids[-1] for kind, ids in whole.items.items() if kind not in whole.kinds_of(slug)]
    at = SWITCHED.index(slug)
    items = [f"/c/{others[n % len(others)]}/" for n in (at, at + 7)]
    return {
        "host": [*OWN[1:3], *OWN[4:6], OWN[7], *OWN[10:], *items],
        "member": ["/"],
        "manager": ["/manage/"],
    }


def central(whole: Whole) -> dict[str, list[str]]:
    """The pages from which one goes on: all without a number in their address, and an item of each kind."""
    plain = [a.fill() for a in addresses() if not a.parameters and "accounts/" not in a.route]
    plain = [path for path in plain if not any(end in path for end in ENDS)]
    items = [f"/c/{ids[-1]}/" for ids in whole.items.values()]
    of_group = [f"/g/open/{page}/" for page in ("about", "members", "settings", "settings/features")]
    managing = [path for path in plain if path.startswith("/manage/")]
    host = [*OWN, *of_group, *items, *(path for path in plain if path not in managing + OWN)]
    member = [path for path in OWN if path.count("/") < 4 and "=" not in path]
    return {"host": host, "member": member, "manager": ["/", *managing]}


def plain(whole: Whole, slugs: list[str]) -> dict[tuple[str, str], tuple[int, str]]:
    """What stands on the pages that aren't of these features, without what is another at every look."""
    with trial():  # looking at something marks it as read
        found = {}
        for who, path in [*product(["host"], OWN), ("member", "/"), ("member", "/notifications/")]:
            if not any(leads_to(whole, slug, path) for slug in slugs):
                response = whole.get(who, path)
                text = without_tokens(response.content.decode())
                text = re.sub(r'<time [^>]*>[^<]*</time>|data-[\w-]+="\d{6,}"', "", text)
                found[who, path] = response.status_code, text
        return found


def never_was(slugs: list[str]) -> None:
    """Take away everything of these features, as though nobody had ever used them."""
    features = [registry.features()[slug] for slug in slugs]
    kinds = [kind.slug for feature in features for kind in feature.kinds]
    File.objects.filter(content__kind__in=kinds).delete()
    Content.objects.filter(kind__in=kinds).delete()  # seen: by nobody
    for model in (model for feature in features for model in feature.get_models()):
        if not model._meta.proxy:
            model._base_manager.all().delete()
    told_by_others = {
        (tell.event, tell.reason) for other, tell in registry.declared("tells") if other.slug not in slugs
    }
    for tell in (tell for feature in features for tell in feature.tells):
        if (tell.event, tell.reason) not in told_by_others:
            Cause.objects.filter(verb=tell.event, reason=tell.reason).delete()
    Notification.objects.filter(causes=None).delete()
    settle()
    forget()


@contextmanager
def trial():
    """What is done within is undone after it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    forget()
