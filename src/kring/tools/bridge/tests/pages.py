"""Pages for tests of all pages in a browser."""

PAGES = {"host": ["/c/{counted}/", "/c/{counted}/poster/", "/c/{counted}/slips/", "/c/{counted}/room/"]}


def make() -> dict:
    from django.utils import timezone

    from kring.core.content import verbs
    from kring.core.groups.models import Group
    from kring.core.people.models import Person
    from kring.tools.bridge import verbs as bridge

    group, host = Group.objects.get(slug="open"), Person.objects.get(handle="host")
    item = verbs.post(host, group, "update", title="A bench at the pond", body="<p>Where would you sit?</p>")
    bridge.count(item, host, {"like": 9}, 12, timezone.localdate(), "The canteen")
    bridge.say(item, host, ["In the sun."], "Aaltje")
    return {"counted": item.pk}
