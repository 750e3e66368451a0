"""What the editor asks while somebody writes: whom and what they may mean, and how Markdown looks."""

from django.db.models import Q
from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST
from slugify import slugify

from kring.core.content import naming, richtext, text
from kring.core.content import topics as about
from kring.core.content.models import Content, Topic
from kring.core.features import slots
from kring.core.people.models import Person
from kring.core.web.pages import signed_in

MOST = 8
LONGEST = 100_000


@signed_in
@require_GET
def people(request):
    """Who may be meant by `q`: those of the group that is written in come first (`group`, or that of `content`: ids)."""
    typed = _typed(request).lstrip("@")
    seen = Person.objects.visible_to(request.user).active().exclude(pk=request.user.pk)
    seen = seen.found_by(typed, sign="@") if typed else seen
    found, group = [], _group(request)
    if group:
        found = list(seen.filter(memberships__group_id=group).by_name()[:MOST])
    if typed and len(found) < MOST:
        found += seen.exclude(pk__in=[p.pk for p in found]).by_name()[: MOST - len(found)]
    items = [
        {
            "id": str(person.pk),
            "handle": person.handle,
            "name": person.name,
            "url": person.url,
            "words": f"@{person.name}",
            "html": _option("content/suggest_person.html", person=person),
        }
        for person in found
    ]
    said = ngettext("%(num)s person found", "%(num)s people found", len(items)) % {"num": len(items)}
    return _private({"items": items, "said": said})


@signed_in
@require_GET
def topics(request):
    """Topics that begin with `q`, of what this person may read; then the new one that `q` would make."""
    typed = _typed(request).lstrip("#")
    found = _topics(request.user, typed)
    items = [_topic(topic.slug, topic.name) for topic in found]
    slug = slugify(typed)[:80].strip("-")
    if slug and not slug.isdecimal() and slug not in {topic.slug for topic in found}:
        items.append(_topic(slug, typed, new=True))
    said = ngettext("%(num)s topic found", "%(num)s topics found", len(found)) % {"num": len(found)}
    return _private({"items": items, "said": said})


def _group(request) -> int | None:
    """One of the person's own groups, or that of something they read there."""
    ids = {name: request.GET.get(name, "") for name in ("group", "content")}
    group, content = (int(id) if id.isdecimal() and len(id) < 19 else None for id in ids.values())
    if content:
        seen = Content.objects.visible_to(request.user).filter(pk=content)
        group = seen.values_list("group_id", flat=True).first()
    return group if group in request.user.roles else None


def _topics(person, typed: str) -> list[Topic]:
    lately = [topic for topic, _number in about.lately(person, most=200)]
    if person.is_guest or not typed:  # a guest sees so little that looking through all topics would take long
        return [topic for topic in lately if f" {typed}".lower() in f" {topic.name}".lower()][:MOST]
    words = (
        Q(name__istartswith=typed)
        | Q(name__icontains=f" {typed}")
        | Q(slug__startswith=slugify(typed) or "-")
    )
    found = about.visible_topics(person).filter(words).order_by("name")[: MOST * 4]
    often = {topic.pk: place for place, topic in enumerate(lately)}
    return sorted(found, key=lambda topic: often.get(topic.pk, len(often)))[:MOST]


def _topic(slug: str, name: str, new: bool = False) -> dict:
    return {
        "id": slug,
        "name": name,
        "url": f"/topics/{slug}/",
        "words": f"#{name}",
        "new": new,
        "html": _option("content/suggest_topic.html", name=name, new=new),
    }


@signed_in
@require_POST
def markdown(request):
    """What somebody typed or pasted as Markdown, as the editor shows it."""
    source = request.POST.get("text", "")
    if len(source) > LONGEST:
        return JsonResponse({"error": _("This is too long to paste at once.")}, status=413)
    return _private({"html": naming.settled(text.from_markdown(source, names=True), request.user)})


@signed_in
@require_GET
def tools(request):
    """The editor's toolbar and sentences, which it asks for when somebody begins to write."""
    answer = HttpResponse(_option("content/editor_tools.html", parts=richtext.NAMES))
    answer.headers["Cache-Control"] = "private, max-age=300"
    return answer


def _typed(request) -> str:
    return " ".join(request.GET.get("q", "")[:80].split())


def _option(template: str, **context) -> str:
    return slots.template(template).render(context).strip()


def _private(data: dict) -> JsonResponse:
    return JsonResponse(data, headers={"Cache-Control": "private, no-store"})
