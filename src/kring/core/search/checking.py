"""Does the index say what there is? Every object is read and compared with its document, and every document has its words."""

from collections.abc import Callable

from django.db.models import Max

from kring.core.search import index, papers
from kring.core.search.engine import engine
from kring.core.search.models import Document
from kring.core.search.tasks import TABLES, next_ids

AT_ONCE = 1_000


def check(done: Callable[[int], None] = lambda number: None, mend: bool = False) -> list[str]:
    """What is wrong, in sentences; `mend` sets it right."""
    wrong = []
    engine().settle()
    if wordless := _wordless(mend):
        wrong.append(f"{wordless} documents without their words, or words without a document.")
    for what in TABLES:
        missing, stale, gone = _compare(what, done, mend)
        for number, how in (
            (missing, "not in the index"),
            (stale, "not as it is now"),
            (gone, "not there any more"),
        ):
            if number:
                wrong.append(f"{what}: {number} {how}.")
    return wrong


def _compare(what: str, done, mend: bool) -> tuple[int, int, int]:
    missing = stale = gone = last = 0
    while ids := next_ids(what, last, AT_ONCE):
        known = dict(Document.objects.filter(what=what, object_id__in=ids).values_list("object_id", "digest"))
        there = {paper.object_id: paper.digest for paper in papers.of(what, ids)}
        missing += len(there.keys() - known.keys())
        gone += len(known.keys() - there.keys())
        stale += sum(known[id] != digest for id, digest in there.items() if id in known)
        if mend and known != there:
            index.write(what, ids)
        last = ids[-1]
        done(len(ids))
    return missing, stale, gone


def _wordless(mend: bool) -> int:
    """Documents and words that miss each other. Such a document is written anew by the comparison that follows."""
    found, after = 0, 0
    end = max(Document.objects.aggregate(last=Max("pk"))["last"] or 0, engine().last())
    while True:
        rows = list(
            Document.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]
        )
        until = rows[-1] if len(rows) == AT_ONCE else end
        words = set(engine().ids(after, until))
        odd = words ^ set(rows)
        found += len(odd)
        if mend and odd:
            Document.objects.filter(pk__in=odd - words).delete()
            engine().forget_words(odd & words)
        if len(rows) < AT_ONCE:
            return found
        after = until
