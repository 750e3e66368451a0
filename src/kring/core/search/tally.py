"""What people look for: counted without their names, shown to managers where several people asked the same, kept 90 days."""

from datetime import timedelta

from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from kring.core.people.models import PersonWord
from kring.core.people.words import split
from kring.core.search.asking import Found, Question
from kring.core.search.tally_models import SearchTally

KEEP = timedelta(days=90)
AT_LEAST = 3  # people, before anybody is shown the words
MOST = 50
SHORTEST_NAME = 4  # letters; “van” and “de” are in names, too


def count(person, question: Question, found: Found) -> None:
    """Remember that these words were asked, and whether anything was found. Filters say nothing of what is missing here,
    and whom somebody looks for is nobody's business: such searches aren't counted."""
    words = words_of(question)
    if not words or narrowed(question) or names_somebody(words):
        return
    row = SearchTally(
        day=timezone.localdate(),
        words=words,
        who=_who(person, words),
        nothing=not (found.hits or found.first),
    )
    SearchTally.objects.bulk_create([row], ignore_conflicts=True)


def words_of(question: Question) -> str:
    """The words as several people would type them alike: small, without signs; "" where that is too long to be a search."""
    words = " ".join(split(" ".join([*question.phrases, *question.words])))
    return words if 2 <= len(words) <= 80 else ""


def narrowed(question: Question) -> bool:
    q = question
    return any((q.author, q.group, q.kind, q.topic, q.before, q.after))


def names_somebody(words: str) -> bool:
    names = [f"@{word}" for word in words.split() if len(word) >= SHORTEST_NAME]
    return PersonWord.objects.filter(active__in=[True, False], word__in=names).exists() if names else False


def _who(person, words: str) -> str:
    made = salted_hmac("kring.search.tally", f"{person.pk} {words}", algorithm="sha256")
    return made.hexdigest()[:16]


def most_asked(nothing: bool = False, days: int = 30) -> list[dict]:
    """The words that most different people asked: {words, people, in_vain, last}; only those that nothing was found for,
    with `nothing`."""
    since = timezone.localdate() - timedelta(days=days)
    rows = SearchTally.objects.filter(day__gt=since).values("words")
    rows = rows.annotate(
        people=Count("who", distinct=True),
        in_vain=Count("who", distinct=True, filter=Q(nothing=True)),
        last=Max("day"),
    )
    key = "in_vain" if nothing else "people"
    return list(rows.filter(**{f"{key}__gte": AT_LEAST}).order_by(f"-{key}", "words")[:MOST])


def forget() -> int:
    """What was asked longer ago than it is kept."""
    return SearchTally.objects.filter(day__lt=timezone.localdate() - KEEP).delete()[0]
