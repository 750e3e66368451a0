"""Posting something new: the composer's own page, its fragments, and where every composer sends its form."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django_htmx.http import reswap, retarget
from markupsafe import Markup

from kring.core.content import drafts, labels, verbs
from kring.core.content.cards import cards
from kring.core.content.composer import Composer, composer
from kring.core.content.forms import PostForm
from kring.core.content.models import Content
from kring.core.content.stream import row_of
from kring.core.features import registry
from kring.core.groups.models import Group
from kring.core.web import times
from kring.core.web.pages import back, page, signed_in, toast

BEGIN = {"title": 250, "topics": 250, "body": 2_000, "later_on": 10, "later_at": 5}
"""What an address may begin with beside a kind's own fields, and how long it may be."""


@signed_in
def new(request):
    """Post something. `?kind=` chooses what, `?group=` where, `?draft=` goes on with what was begun; `?title=`, `?topics=`, `?body=`
    (Markdown), `?later_on=` (a day), `?later_at=` (an hour) and the kind's own fields begin with what the address says."""
    if request.method == "POST":
        return _post(request)
    part = request.GET.get("part", "")
    if part == "kind":
        return _switched(request)
    if part == "resume":
        return _resumed(request)
    draft = _begun(request)
    kind = request.GET.get("kind") or (draft.kind if draft else "")
    box = composer(request, None, kind, draft=draft) or (draft and composer(request, None, "", draft=draft))
    if not box:
        raise Http404
    return _page(request, box)


def _page(request, box: Composer, status: int = 200):
    box.on_page = True
    form_class, group = registry.load(box.kind.form), _asked_group(request)
    asked = _asked_fields(request, form_class) | ({"group": group.pk} if group else {})
    if not box.bound and not box.draft and asked:
        box.bound = form_class(person=request.user, kind=box.kind.slug, initial=asked)
    return page(request, "content/new.html", status, composer=box)


def _begun(request) -> drafts.Draft | None:
    """The draft to go on with: the one that is asked for, else the last of this kind and group."""
    if key := request.GET.get("draft", ""):
        draft = drafts.unsent(request.user).filter(key=key, key__startswith="new-").first()
        if draft is None:
            raise Http404
        return draft
    if set(request.GET) - {"kind", "group"}:
        return None  # an address that says what to begin with begins something new
    group = _asked_group(request)
    return drafts.latest(request.user, request.GET.get("kind", ""), str(group.pk) if group else "")


def _asked_fields(request, form_class) -> dict:
    names = {*BEGIN, *form_class.base_fields} - (set(PostForm.base_fields) - {*BEGIN})
    asked: dict = {name: request.GET[name][: BEGIN.get(name, 250)] for name in names if name in request.GET}
    return asked | ({"files": request.GET.getlist("files")[:50]} if "files" in request.GET else {})


def _asked_group(request) -> Group | None:
    """The group that the address names, by its number or its slug, if this person may post in it."""
    asked = request.GET.get("group", "")
    groups = Group.objects.open_for_posts(request.user)
    return groups.filter(pk=asked).first() if _is_number(asked) else groups.filter(slug=asked).first()


def _fixed_group(request) -> Group | None:
    """The group on whose page the composer stands."""
    slug = (request.POST if request.method == "POST" else request.GET).get("fixed", "")
    return Group.objects.open_for_posts(request.user).filter(slug=slug).first() if slug else None


def _is_number(value: str) -> bool:
    return value.isascii() and value.isdecimal() and len(value) < 19


def _switched(request):
    """Another kind was chosen: its own fields, its groups; what is typed in the text stays where it is."""
    box = composer(request, _fixed_group(request), request.GET.get("kind", ""))
    if box is None:
        raise Http404
    group = request.GET.get("group", "")
    box.bound = registry.load(box.kind.form)(
        person=request.user,
        kind=box.kind.slug,
        initial={"title": request.GET.get("title", "")[:250], "group": group if _is_number(group) else None},
    )
    return page(request, "content/kind.html", composer=box)


def _resumed(request):
    """What the person had begun here, as the composer opens; nothing where there is none."""
    group = _fixed_group(request)
    draft = drafts.latest(request.user, "", str(group.pk) if group else "")
    if request.GET.get("kind"):  # the form wasn't on the page yet
        box = composer(request, group, draft.kind if draft else request.GET["kind"], draft=draft)
    else:
        box = draft and composer(request, group, draft.kind, draft=draft)
    if not box:
        return HttpResponse(status=204)
    return page(request, "content/sheet.html", composer=box)


def _post(request):
    group = _fixed_group(request)
    box = composer(request, group, request.POST.get("kind", ""))
    if box is None:
        raise Http404
    box.bound = form = registry.load(box.kind.form)(
        request.POST, request.FILES, person=request.user, kind=box.kind.slug
    )
    if not form.is_valid():
        if request.htmx:
            answer = page(request, "content/sheet.html", 422, composer=box)
            return reswap(retarget(answer, "#composer .composer-sheet"), "innerHTML")
        return _page(request, box, 422)
    content = _save(request.user, box.kind, form, publish="draft" not in request.POST)
    if request.htmx:
        return _posted(request, content, group)
    messages.success(request, _said(content))
    return redirect("drafts") if content.is_draft else back(request, content.get_absolute_url())


@transaction.atomic
def _save(person, kind, form, publish: bool) -> Content:
    data = form.cleaned_data
    content = verbs.post(
        person,
        data["group"],
        kind.slug,
        title=data.get("title", ""),
        body=form.html,
        token=data.get("token"),
        publish=publish,
        at=form.at,
        topics=labels.topics(data.get("topics") or []),
    )
    if save := getattr(form, "save_details", None):
        save(content)
    form.attach_files(content, body=content.body)
    if token := data.get("token"):
        drafts.sent(person, drafts.key_of(token))
    return content


def _said(content) -> str:
    if content.is_scheduled:
        words = {"moment": times.moment(content.published_at), "group": content.group}
        return _("It appears in %(group)s on %(moment)s.") % words
    if content.is_draft:
        return _("Kept as a draft.")
    return _("Posted in %(group)s.") % {"group": content.group}


def _posted(request, content, group):
    """In place: the composer closed again, and the new card on top of the stream."""
    rows = [] if content.is_draft else [row_of(content)]
    answer = page(
        request,
        "content/posted.html",
        rows=rows,
        composer=composer(request, group),
        cards=Markup("".join(cards(rows))),
    )
    return toast(answer, _said(content))
