"""What comes first, and the reasons that are told."""

from datetime import timedelta

from django.utils import timezone

from kring.core.content import verbs
from kring.core.content.models import Content
from kring.core.search import index
from kring.core.search.finding import find
from kring.core.search.parsing import parse
from kring.core.search.tests.everything import index_all, titles


def post(cast, who: str, group: str, title: str, body: str = "iets", days: int = 0, **counters):
    item = verbs.post(cast[who], cast.groups[group], "update", title=title, body=f"<p>{body}</p>")
    at = timezone.now() - timedelta(days=days)
    Content.objects.filter(pk=item.pk).update(published_at=at, **counters)
    index.write("content", [item.pk])
    return item


def test_title_before_text_and_new_before_old(cast):
    post(cast, "member", "open", "Iets anders", "over de trein", days=3)
    post(cast, "member", "open", "De trein van vroeger", days=700)
    post(cast, "member", "open", "De trein", days=3)
    assert titles(cast.outsider, "trein") == ["De trein", "De trein van vroeger", "Iets anders"]


def test_what_others_found_useful_and_my_groups(cast):
    post(cast, "member", "open", "tram rood")
    post(cast, "member", "open", "tram blauw", reaction_count=60, comment_count=30)
    post(cast, "manager", "everyone", "tram geel")
    assert titles(cast.outsider, "tram") == ["tram blauw", "tram geel", "tram rood"]
    first = find(cast.outsider, parse("tram")).hits
    assert first[0].because == ["it is in the title", "many found it useful", "recent"]
    assert "in your group" in first[1].because


def test_whom_i_follow_and_what_i_keep(cast):
    from kring.interactions.bookmarks.models import Bookmark
    from kring.interactions.follows.models import Follow

    post(cast, "member", "open", "veerpont rood")
    post(cast, "host", "open", "veerpont blauw")
    kept = post(cast, "member", "open", "veerpont geel", days=1)
    Follow.objects.create(person=cast.outsider, followee=cast.host)
    Bookmark.objects.create(person=cast.outsider, content=kept)
    hits = find(cast.outsider, parse("veerpont")).hits
    assert hits[-1].content.title == "veerpont rood"
    reasons = {hit.content.title: hit.because for hit in hits}
    assert "you follow who wrote it" in reasons["veerpont blauw"]
    assert "you kept it" in reasons["veerpont geel"]


def test_the_best_answer_stands_for_its_question(cast):
    from kring.interactions.comments import verbs as comments
    from kring.kinds.questions import verbs as questions

    item = verbs.post(cast.member, cast.groups["open"], "question", title="Hoe dan?", body="<p>vraag</p>")
    comments.post(cast.host, item, "<p>Met de zeppelin misschien</p>")
    best = comments.post(cast.host, item, "<p>Neem gewoon de zeppelin</p>")
    questions.choose(best, cast.member)
    index_all()
    found = find(cast.outsider, parse("zeppelin"))
    assert [hit.comment.pk for hit in found.hits] == [best.pk], (
        "one result an item: the best of what stands under it"
    )
    assert found.hits[0].because[0] == "best answer"


def test_people_and_groups_stand_above(cast):
    index_all()
    surname = cast.outsider.name.split()[1]
    assert [hit.person for hit in find(cast.member, parse(f"outsider {surname}")).first] == [cast.outsider]
    assert [hit.person for hit in find(cast.guest, parse("host")).first] == [cast.host]
    assert find(cast.guest, parse("outsider")).first == []


def test_half_of_the_words_come_after_all_of_them(cast):
    post(cast, "member", "open", "Rooster ploegendienst zomer", days=300)
    post(cast, "member", "open", "Rooster ploegendienst")
    assert titles(cast.member, "rooster ploegendienst zomer") == [
        "Rooster ploegendienst zomer",
        "Rooster ploegendienst",
    ]
