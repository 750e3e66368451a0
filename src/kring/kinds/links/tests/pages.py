PAGES = {
    "host": [
        "/links/",
        "/g/open/links/",
        "/links/?topic=maps",
        "/new/?kind=link",
        "/c/{link}/",
        "/c/{link}/edit/",
    ]
}


def make() -> dict[str, int]:
    from kring.core.content import verbs as posting
    from kring.core.content.models import Topic
    from kring.core.groups.models import Group
    from kring.core.people.models import Person
    from kring.kinds.links import verbs

    group, host = Group.objects.get(slug="open"), Person.objects.get(handle="host")
    link = posting.post(host, group, "link", title="Where the roads are open", body="<p>Look here first.</p>")
    link.topics.add(Topic.objects.create(slug="maps", name="Maps"))
    verbs.point(
        link,
        "https://www.example.org/a/very/long/address/that/goes/on?and=on",
        "The map of roads",
        "Every closed road, today and tomorrow.",
    )
    return {"link": link.pk}
