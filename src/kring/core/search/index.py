"""Writing and forgetting documents: what is the same as before costs one look, and everything may be said twice."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction

from kring.core.search import moments, papers, terms, words
from kring.core.search.engine import engine
from kring.core.search.models import Document
from kring.core.search.papers import Paper

AT_ONCE = 200


def write(what: str, ids: Iterable[int]) -> int:
    """Bring these objects in the index up to date: new, changed or gone. Returns how many documents that changed."""
    ids, changed = sorted(set(ids)), 0
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        changed += again(lambda some=some: _write(what, some, papers.of(what, some)))
    return changed


def again(write):
    """What `write` returns, in a transaction; tried once more where somebody else just wrote the same document, or took its number."""
    try:
        with transaction.atomic():
            return write()
    except IntegrityError:
        with transaction.atomic():
            return write()


def _write(what: str, ids: list[int], found: list[Paper]) -> int:
    there = {row.object_id: row for row in Document.objects.filter(what=what, object_id__in=ids)}
    digests = {paper.object_id: paper.digest for paper in found}
    papers = [
        p for p in found if p.object_id not in there or there[p.object_id].digest != digests[p.object_id]
    ]
    old = [there[p.object_id] for p in papers if p.object_id in there]
    old += [row for row in there.values() if row.object_id not in digests]
    if not papers and not old:
        return 0
    change = _forget(old)
    numbers = {row.object_id: row.pk for row in old}
    new = [paper for paper in papers if paper.object_id not in numbers]
    fresh = moments.free([moments.begin(paper.at) for paper in new])
    numbers |= {paper.object_id: id for paper, id in zip(new, fresh, strict=True)}
    change.update(_put([(numbers[paper.object_id], paper, digests[paper.object_id]) for paper in papers]))
    terms.change(change)
    return len({*numbers})


def parts_of(paper: Paper) -> tuple[list[str], list[str], list[str], list[str]]:
    """What of a paper goes into the full text: words of the title, of the text, such as stand there otherwise, and marks."""
    extra = words.joined(f"{paper.title} {paper.body}") if "-" in paper.title + paper.body else []
    return (
        words.of(paper.title),
        words.of(paper.body),
        extra,
        [*paper.marks, *engine().marks_of(moments.begin(paper.at))],
    )


def _put(rows: list[tuple[int, Paper, int]]):
    put, documents, known = [], [], []
    for id, paper, digest in rows:
        parts = parts_of(paper)
        put.append((id, parts))
        known.append((set(parts[0]), {*parts[0], *parts[1], *parts[2]}))
        documents.append(document(id, paper, digest, engine().pack(*parts)))
    Document.objects.bulk_create(documents, batch_size=AT_ONCE)
    engine().put(put)
    return terms.counted(known)


def document(id: int, paper: Paper, digest: int, packed: bytes) -> Document:
    return Document(
        id=id, what=paper.what, object_id=paper.object_id, content_id=paper.content_id, group_id=paper.group_id,
        author_id=paper.author_id, kind=paper.kind, digest=digest, words=packed,
    )  # fmt: skip


def _forget(rows: list[Document]):
    """Take these out of the index; returns what that changes in the vocabulary."""
    told = [(row.pk, row.words) for row in rows]
    change = terms.counted(engine().known(told) if told else [])
    for key in change:
        change[key] = -change[key]
    if told:
        engine().drop(told)
        Document.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return change


@transaction.atomic
def forget(documents) -> int:
    """Take the documents of a queryset out of the index."""
    rows = list(documents)
    for start in range(0, len(rows), AT_ONCE):
        terms.change(_forget(rows[start : start + AT_ONCE]))
    return len(rows)
