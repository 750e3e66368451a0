"""The pages that are looked at in tests/in_browser/test_every_page.py."""

PAGES = {
    "host": [
        "/sources/", "/g/open/sources/", "/g/open/sources/decided/", "/g/open/sources/new/", "/g/open/sources/{source}/",
        "/g/open/sources/{failing}/", "/g/open/sources/entries/{entry}/", "/g/open/sources/new/{look}/", "/g/open/sources/new/{looking}/",
        "/g/open/sources/new/{lost}/", "/g/closed/sources/",
    ],
    "manager": ["/sources/"],
}  # fmt: skip


def make() -> dict[str, int | str]:
    from datetime import timedelta

    from django.utils import timezone

    from kring.core.groups.models import Group
    from kring.core.people.models import Person
    from kring.tools.sources import deciding, verbs
    from kring.tools.sources.models import Entry, Look, Source
    from kring.tools.sources.tests.feeds import feed, followed, found

    group, host = Group.objects.get(slug="open"), Person.objects.get(handle="host")
    source = followed(group, host, *(found(n) for n in range(5)))
    _first, second, third, *_rest = Entry.objects.waiting().newest()
    deciding.skip(second.pk, host)
    failing = followed(group, host, url="https://failing.example/feed", title="A paper that fell silent")
    since = timezone.now() - timedelta(days=2)
    Source.objects.filter(pk=failing.pk).update(failing_since=since, failures=6, problem="busy")
    verbs.pause(followed(group, host, url="https://paused.example/feed", title="A paper that waits"), host)
    told = feed(
        found(9),
        found(10, at=None),
        url="https://new.example/feed",
        others=[{"title": "Sports", "url": "https://new.example/sports"}],
    )
    look, looking, lost = (
        Look.objects.create(group=group, by=host, url="https://new.example/", **fields)
        for fields in ({"found": told.told()}, {}, {"problem": "none"})
    )
    return {"source": source.pk, "failing": failing.pk, "entry": third.pk, "look": str(look.token),
            "looking": str(looking.token), "lost": str(lost.token)}  # fmt: skip
