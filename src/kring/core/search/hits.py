"""Results as pages show them: title and sentence with marks, where and by whom, and why."""

from django.utils import timezone
from markupsafe import Markup

from kring.core.content.models import Comment, Content
from kring.core.content.text import plain
from kring.core.files.models import File
from kring.core.search import marking, papers, words
from kring.core.search.asking import Hit
from kring.core.search.ranking import Candidate, because
from kring.core.search.seeing import others

UNSHOWN = (
    "data author__bio author__password author__email author__working_days author__time_zone group__description group__welcome"
    " group__data group__found_by"
).split()


def of_things(candidates: list[Candidate], stems: marking.Stems) -> list[Hit]:
    """Of what `seeing.seen` let through just now."""
    if not candidates:
        return []
    contents = Content.objects.filter(pk__in={c.content_id for c in candidates})  # seen: by seeing.seen
    contents = {row.pk: row for row in contents.select_related("group", "author").defer(*UNSHOWN)}
    comments = _rows(
        candidates, "comment", Comment.objects.there().select_related("author")
    )  # seen: with content that may be seen
    files = _rows(candidates, "file", File.objects.standing())
    texts = papers.texts_of(files) if files else {}
    now, hits = timezone.now(), []
    for candidate in candidates:
        content = contents.get(candidate.content_id)
        thing = {"comment": comments, "file": files}.get(candidate.what, contents).get(candidate.object_id)
        if content is None or thing is None:
            continue
        hit = Hit(candidate.what, marking.marked(content.heading, stems), content.url, content=content)
        if candidate.what == "comment":
            thing.content = content
            hit.comment, hit.url, text = thing, thing.get_absolute_url(), plain(thing.body)
        elif candidate.what == "file":
            hit.file, hit.url, text = thing, thing.url, texts.get(thing.pk) or thing.caption
            hit.title = marking.marked(thing.name, stems)
        else:
            text = plain(content.body)
        hit.snippet = marking.snippet(text, stems)
        hit.because, hit.score = because(candidate, now), candidate.score
        hits.append(hit)
    return hits


def _rows(candidates, what: str, queryset) -> dict:
    ids = [c.object_id for c in candidates if c.what == what]
    return {row.pk: row for row in queryset.filter(pk__in=ids)} if ids else {}


def of_others(person, candidates: list[Candidate], stems: marking.Stems) -> list[Hit]:
    """People, groups and topics, those first whose name fits."""
    hits = []
    for sort, said in (("person", _of_person), ("group", _of_group), ("topic", _of_topic)):
        these = {c.object_id: c for c in candidates if c.what == sort}
        if not these:
            continue
        for thing in others(person, sort).filter(pk__in=these):
            title, line = said(thing)
            hit = Hit(
                sort,
                marking.marked(title, stems),
                thing.url,
                marking.snippet(line, stems) if line else Markup(),
            )
            setattr(hit, sort, thing)
            hit.score = these[thing.pk].share * (0.5 + _cover(title, stems) / 2)
            hits.append(hit)
    return sorted(hits, key=lambda hit: -hit.score)


def _cover(title: str, stems: marking.Stems) -> float:
    """The share of a name that was asked for."""
    told = words.of(title)
    return sum(not stems.isdisjoint(words.stems(word)) for word in told) / len(told) if told else 0.0


def _of_person(person) -> tuple[str, str]:
    return person.name, " · ".join(filter(None, (person.title, person.department, person.location)))


def _of_group(group) -> tuple[str, str]:
    return group.name, group.purpose


def _of_topic(topic) -> tuple[str, str]:
    return f"#{topic.name}", topic.description
