"""Pages for tests of all pages in a browser."""

PAGES = {"host": ["/c/{taken}/", "/c/{came}/", "/c/{taken}/further/", "/c/{taken}/comments/{said}/further/"]}


def make() -> dict:
    from kring.core.content import verbs
    from kring.core.groups.models import Group
    from kring.core.people.models import Person
    from kring.interactions.comments import verbs as comments
    from kring.interactions.further.models import Further

    group, host = Group.objects.get(slug="open"), Person.objects.get(handle="host")
    item = verbs.post(host, group, "update", body="<p>The shed is empty.</p>")
    said = comments.post(host, item, "<p>Let us make a workshop of it.</p>")
    came = verbs.post(host, group, "question", title="Who wants a workshop in the shed?")
    Further.objects.create(of=item, comment=said, by=host, content=came)
    return {"taken": item.pk, "said": said.pk, "came": came.pk}
