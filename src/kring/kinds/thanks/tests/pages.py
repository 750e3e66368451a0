PAGES = {
    "host": [
        "/thanks/",
        "/thanks/?view=me",
        "/people/member/thanks/",
        "/new/?kind=thanks&to=member",
        "/c/{thanks}/",
    ],
    "member": ["/c/{thanks}/edit/", "/people/member/"],
}


def make() -> dict[str, int]:
    from kring.core.content import verbs as posting
    from kring.core.groups.models import Group
    from kring.core.people.models import Person
    from kring.kinds.thanks import verbs

    group = Group.objects.get(slug="open")
    host, member = Person.objects.get(handle="host"), Person.objects.get(handle="member")
    about = posting.post(host, group, "update", body="<p>The hall is set up for tomorrow.</p>")
    thanks = posting.post(member, group, "thanks", body="<p>You carried forty chairs upstairs.</p>")
    verbs.address(thanks, member, [host, Person.objects.get(handle="manager")], about)
    back = posting.post(host, group, "thanks", body="<p>And you brought the coffee.</p>")
    verbs.address(back, host, [member])
    return {"thanks": thanks.pk}
