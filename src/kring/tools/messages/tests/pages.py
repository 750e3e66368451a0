"""The pages that are looked at with axe, on a small phone and in Dutch (tests/in_browser/test_every_page.py)."""

from kring.core.content.models import Content
from kring.core.people.models import Person
from kring.tools.messages import blocking, seeing, sending, starting

PAGES = {
    "host": [
        "/messages/",
        "/messages/?q=hall",
        "/messages/new/?to=member&item={talk_item}",
        "/messages/settings/",
        "/messages/{talk}/",
        "/messages/{talk}/about/?q=m",
        "/messages/{talk_pair}/",
        "/messages/{talk_pair}/about/",
        "/messages/{talk_pair}/{talk_message}/edit/",
    ],
    "manager": ["/messages/"],
}


def make() -> dict[str, int]:
    host, member, outsider = (Person.objects.get(handle=handle) for handle in ("host", "member", "outsider"))
    item = Content.objects.filter(group__slug="open", state="published").first()  # seen: it is for the tests
    talk = starting.start(
        host, [member, outsider], name="The new hall, its keys and everything that is to be settled before"
    )
    pair = starting.start(host, [member])
    say(talk, member, "Who has the key of the hall?", shared=item)
    say(talk, outsider, "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 2)
    message = say(pair, host, "See you there.")
    say(pair, host, "At ten?")
    blocking.block(host, Person.objects.get(handle="guest"))
    return {"talk": talk.pk, "talk_pair": pair.pk, "talk_message": message.pk, "talk_item": item.pk}


def say(talk, person, words, **more):
    place = seeing.find(person, talk.pk)
    place.person = person
    return sending.send(place, f"<p>{words}</p>", **more)
