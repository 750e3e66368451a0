"""Pages for tests of all pages in a browser."""

PAGES = {
    "host": [
        "/agenda/",
        "/agenda/?view=week",
        "/agenda/?view=list",
        "/g/open/agenda/",
        "/g/open/agenda/?view=day",
        "/agenda/{planned}/move/",
        "/g/open/agenda/prompts/",
        "/g/open/agenda/prompts/new/?starter=friday",
        "/g/open/agenda/prompts/{prompt}/",
        "/g/closed/agenda/prompts/",
    ],
    "manager": ["/agenda/"],
}


def make() -> dict:
    from datetime import time, timedelta

    from django.utils import timezone

    from kring.core.content import verbs
    from kring.core.groups.models import Group
    from kring.core.people.models import Person
    from kring.tools.agenda import verbs as agenda

    group, host = Group.objects.get(slug="open"), Person.objects.get(handle="host")
    at = timezone.now() + timedelta(days=1)
    item = verbs.post(
        host, group, "update", title="The bridge is open again", body="<p>Come and see.</p>", at=at
    )
    verbs.post(host, group, "update", title="About the summer", body="<p>Soon.</p>", publish=False)
    words = {"kind": "discussion", "title": "What went well?", "body": "", "rhythm": "weekly", "weekdays": [4], "every": 1,
             "hour": time(15), "starts_on": timezone.localdate(), "ends_on": None, "skips": []}  # fmt: skip
    prompt = agenda.make(group, host, **words)
    agenda.pause(agenda.make(group, host, **words | {"title": "What did you learn?"}), host)
    return {"planned": item.pk, "prompt": prompt.pk}
