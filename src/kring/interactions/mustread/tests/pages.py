"""The pages that axe visits."""

PAGES = {
    "host": ["/c/{asked}/", "/c/{asked}/must-read/", "/c/{asked}/must-read/who/"],
    "member": ["/", "/c/{asked}/"],
}


def make() -> dict[str, int]:
    from kring.core.content import verbs as posting
    from kring.core.groups.models import Group
    from kring.core.people.models import Person
    from kring.interactions.mustread import verbs

    host = Person.objects.get(handle="host")
    item = posting.post(
        host, Group.objects.get(slug="open"), "update", body="<p>How we work from now on.</p>"
    )
    verbs.ask(item, host)
    return {"asked": item.pk}
