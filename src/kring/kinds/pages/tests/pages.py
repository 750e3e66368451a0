PAGES = {
    "host": ["/pages/", "/g/open/pages/", "/new/?kind=page", "/c/{page}/", "/c/{page}/phone/", "/c/{empty_page}/", "/g/open/stream/"],
    "member": ["/g/open/"],
    "manager": ["/c/{page}/edit/", "/pages/navigation/"],
}  # fmt: skip


def make() -> dict[str, int]:
    from kring.core.content import verbs as posting
    from kring.core.groups.models import Group
    from kring.core.people.models import Person
    from kring.kinds.pages import layout, rail, verbs

    group, host = Group.objects.get(slug="open"), Person.objects.get(handle="host")
    page = posting.post(host, group, "page", title="The library", body="<p>Books, and quiet.</p>")
    member = Person.objects.get(handle="member").pk
    blocks = [
        {"type": "text", "html": "<h2>Opening hours</h2><p>From nine to five.</p>"},
        {"type": "section", "title": "Who and what", "columns": 2},
        {"type": "people", "title": "Ask us", "of": "hosts", "people": []},
        {"type": "people", "title": "They know", "of": "chosen", "people": [member]},
        {"type": "latest", "title": "", "kind": "question", "where": "here", "count": 3},
        {"type": "latest", "title": "Everywhere", "kind": "news", "where": "all", "count": 3},
        {"type": "section", "title": "", "columns": 1},
        {"type": "buttons", "buttons": [{"label": "Groups", "url": "/g/"}, {"label": "Out", "url": "https://example.org/"}]},
    ]  # fmt: skip
    verbs.lay_out(page, host, layout.clean(blocks))
    verbs.make_home(page, host)
    rail.put(page, Person.objects.get(handle="manager"))
    empty = posting.post(host, group, "page", title="Still to be written")
    return {"page": page.pk, "empty_page": empty.pk}
