"""Pages for tests of all pages in a browser."""

PAGES = {
    "host": ["/discussions/", "/discussions/?view=closed", "/c/{discussion}/", "/c/{discussion}/?comments=liked",
             "/c/{discussion}/summary/", "/c/{discussion}/summary/versions/", "/new/?kind=discussion"],
}  # fmt: skip


def make() -> dict:
    from kring.core.content import verbs
    from kring.core.groups.models import Group
    from kring.core.people.models import Person
    from kring.interactions.comments import verbs as comments
    from kring.kinds.discussions import verbs as discussions

    group, host = Group.objects.get(slug="open"), Person.objects.get(handle="host")
    talk = verbs.post(
        host, group, "discussion", title="Do we still need a front desk?", body="<p>Since we moved.</p>"
    )
    said = [
        comments.post(host, talk, f"<p>{words}</p>")
        for words in ("I would miss it.", "Only in the mornings.")
    ]
    discussions.sum_up(talk, host, "<p>It stays.</p>")
    discussions.sum_up(talk, host, "<p>It stays, in the <strong>mornings</strong>.</p>", [said[1].pk])
    return {"discussion": talk.pk}
