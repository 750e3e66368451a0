"""Everything that a platform can have, on top of the cast: an item of every kind, and something of every feature.

A feature's own stands in its folder: `tests/pages.py` has PAGES, the addresses of its pages for each of the cast, and `make()`, which
posts what those name ("/c/{idea}/") and returns it by name.
"""

import importlib
from datetime import timedelta

from django.utils import timezone

from tests.rules.source import SRC

FEATURES = [
    ".".join(("kring", *file.relative_to(SRC).with_suffix("").parts))
    for file in sorted(SRC.glob("*/*/tests/pages.py"))
]


def make() -> dict[str, int]:
    """Make it all; returns the numbers of what the addresses in PAGES name."""
    made = _many_sorts()
    for name in FEATURES:
        made |= importlib.import_module(name).make()
    return made


def _many_sorts() -> dict[str, int]:
    from kring.core.content import verbs
    from kring.core.content.models import Topic
    from kring.core.groups.models import Group
    from kring.core.notify import preferences
    from kring.core.people.models import Person
    from kring.interactions.bookmarks import verbs as bookmarks
    from kring.interactions.comments import verbs as comments
    from kring.interactions.follows import verbs as follows
    from kring.interactions.shares import verbs as shares
    from kring.kinds.news import verbs as news
    from kring.kinds.questions import verbs as questions

    group = Group.objects.get(slug="open")
    host, member = Person.objects.get(handle="host"), Person.objects.get(handle="member")
    question = verbs.post(member, group, "question", title="Who has the key of the shed?")
    answer = comments.post(host, question, "<p>The porter has it.</p>")
    answer.content = question
    questions.choose(answer, member)
    verbs.post(
        member,
        group,
        "question",
        title="And who has the key of the cellar?",
        body="<p>It is dark there.</p>",
    )
    article = verbs.post(host, group, "news", title="The new hall is open", body="<p>Come and see.</p>")
    verbs.post(host, group, "news", title="The old hall is closed", body="<p>It was time.</p>")
    news.highlight(article, host, timezone.now() + timedelta(days=3))
    verbs.post(member, group, "wiki", title="Where the keys hang", body="<p>Behind the desk.</p>")
    keys = Topic.objects.create(slug="keys", name="Keys", description="Who has which.")
    question.topics.add(keys)
    member.expertise.add(keys)
    follows.follow(host, topic=keys)
    follows.follow(host, followee=member)
    follows.follow(host, content=question)
    bookmarks.move(host, question, bookmarks.start_list(host, "To read"))
    shares.share(host, question, Group.objects.get(is_everyone=True), "<p>Do you know?</p>")
    long = verbs.post(member, group, "update", body="<p>Seventy words.</p>")
    said = None
    for number in range(70):
        said = comments.post(member, long, f"<p>{number}</p>", parent=said if 9 < number < 20 else None)
    preferences.mute(host, question)
    _letters(host, group, question, article)
    return {"long": long.pk, "question": question.pk, "news": article.pk}


def _letters(host, group, *items) -> None:
    """Two newsletters, of which the second is sent."""
    from kring.core.activity import fanout
    from kring.tools.newsletter import sending
    from kring.tools.newsletter import verbs as newsletters

    for subject in ("Still being written", "Of last month"):
        letter = newsletters.start(host, subject=subject, groups=[group], intro="<p>Hello all.</p>")
        newsletters.add_heading(letter, "What was asked")
        for item in items:
            newsletters.add_item(letter, host, item.pk)
    sending.send(letter, host)
    while sending.send_some(letter.pk) or fanout.sweep():
        pass
