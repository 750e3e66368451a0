"""Pages for tests of all pages in a browser."""

PAGES = {"member": ["/g/closed/shared/", "/c/{placed}/", "/c/{placed}/share/"]}


def make() -> dict:
    from kring.core.content import verbs as posting
    from kring.core.groups.models import Group
    from kring.core.people.models import Person
    from kring.interactions.shares import verbs

    groups, member = Group.objects, Person.objects.get(handle="member")
    words = "<p>It grows back.</p>"
    item = posting.post(member, groups.get(slug="open"), "update", title="The hedge", body=words)
    verbs.place(member, item, groups.get(slug="closed"))
    return {"placed": item.pk}
