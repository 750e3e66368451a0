"""Pages for tests of all pages in a browser."""

PAGES = {
    "host": [
        "/knowledge/",
        "/knowledge/?q=lilies",
        "/knowledge/?q=nothing-like-it",
        "/knowledge/pond-water/",
        "/people/member/knows/pond-water/",
        "/people/member/suggest-knowledge/",
    ],
    "member": ["/people/member/", "/knowledge/water-lilies/"],
    "outsider": ["/people/member/"],
}


def make() -> dict:
    from kring.core.people.models import Person
    from kring.tools.knowledge import verbs

    who = {
        one.handle: one for one in Person.objects.filter(handle__in=("host", "member", "manager", "outsider"))
    }
    topic = verbs.topic_called("Pond water")
    for person in (who["member"], who["host"]):
        verbs.know(person, topic)
    for by in ("host", "manager", "outsider"):
        verbs.confirm(who["member"], topic, who[by])
    verbs.know(who["manager"], verbs.topic_called("Water lilies"))
    verbs.suggest(who["member"], "Frogs", who["host"])
    return {}
