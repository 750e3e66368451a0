PAGES = {
    "host": ["/townhalls/", "/new/?kind=townhall", "/c/{hall}/", "/c/{hall}/hall/{asked}/answer/", "/c/{hall}/hall/{asked}/aside/"],
    "member": ["/c/{hall}/", "/c/{hall}/edit/"],
}  # fmt: skip


def make() -> dict[str, int]:
    from kring.core.content import verbs as posting
    from kring.core.content.models import Content
    from kring.core.groups.models import Group
    from kring.core.people.models import Person
    from kring.kinds.townhalls import records, verbs

    group = Group.objects.get(slug="open")
    host, member = Person.objects.get(handle="host"), Person.objects.get(handle="member")
    item = posting.post(member, group, "townhall", title="Ask the board")
    records.data_in(
        item, {"panel": [host.pk], "anonymous_questions": True, "starts_at": "2030-03-01T20:30:00+00:00"}
    )
    hall = Content.objects.select_related("group", "author", "hall").get(pk=item.pk)
    asked = [
        verbs.ask(member, hall, text)
        for text in ("When do we move?", "And the trees?", "Who has my umbrella?")
    ]
    verbs.ask(member, hall, "Why did we read it in the paper?", anonymous=True)
    verbs.want(host, hall, asked[0], True)
    verbs.answer(host, hall, asked[1], "They **stay**.")
    verbs.put_aside(member, hall, asked[2], "That belongs at the desk.")
    return {"hall": hall.pk, "asked": asked[0].pk}
