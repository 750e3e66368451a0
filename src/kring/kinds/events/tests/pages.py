"""Pages that axe, a small phone and Dutch are tried on."""

PAGES = {
    "host": [
        "/events/", "/events/?view=week", "/events/?view=month", "/events/?view=mine", "/events/?view=past", "/g/open/events/",
        "/new/?kind=event", "/c/{event}/", "/c/{event}/edit/", "/c/{event}/coming/", "/c/{event}/sign-up/", "/c/{event}/organise/", "/c/{event}/check-in/", "/c/{event}/invite/",
        "/c/{series}/", "/c/{series}/dates/", "/c/{series}/dates/move/", "/events/feeds/", "/events/import/",
    ],
    "member": ["/c/{event}/", "/c/{series}/dates/"],
}  # fmt: skip


def make() -> dict[str, int]:
    from datetime import timedelta

    from django.utils import timezone

    from kring.core.content import verbs as posting
    from kring.core.groups.models import Group
    from kring.core.people.models import Person
    from kring.kinds.events import answering, feeds, verbs

    group, host, member = (
        Group.objects.get(slug="open"),
        Person.objects.get(handle="host"),
        Person.objects.get(handle="member"),
    )
    starts = (timezone.now() + timedelta(days=3)).replace(minute=0, second=0, microsecond=0)
    plan = {
        "starts_at": starts,
        "ends_at": starts + timedelta(hours=2),
        "zone": "Europe/Helsinki",
        "location": "The attic",
    }
    event = posting.post(host, group, "event", title="A walk around the pond", body="<p>Bring boots.</p>")
    verbs.plan(event, host, **plan, capacity=1, most_guests=2, questions=["What don’t you eat?"])
    series = posting.post(host, group, "event", title="Coffee for who is new")
    verbs.plan(
        series, host, **plan, rule="FREQ=WEEKLY;BYDAY=MO,TH", online_url="https://meet.example.org/coffee"
    )
    feeds.key_of(host)
    for person in (member, host):
        answering.answer(event, person, "yes")
    return {"event": event.pk, "series": series.pk}
