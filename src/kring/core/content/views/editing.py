"""Changing what was written."""

from django.db import transaction
from django.shortcuts import redirect

from kring.core.content import drafts, labels
from kring.core.content.access import access_content, check
from kring.core.content.differences import of_texts, of_words
from kring.core.features import registry
from kring.core.web.pages import page, signed_in
from kring.core.web.shell import shell


@signed_in
def edit(request, id):
    content = access_content(request.user, id, to="edit")
    form_class = registry.load(content.spec.form)
    if request.method != "POST":
        draft = drafts.unsent(request.user).filter(key=f"edit-{id}").first()
        form = form_class(instance=content, person=request.user, draft=draft)
        return _page(request, content, form, draft=draft)
    form = form_class(request.POST, request.FILES, instance=content, person=request.user)
    if not form.is_valid():
        return _page(request, content, form, 422)
    with transaction.atomic():
        content = access_content(request.user, id, to="edit", lock=True)
        if _edited_since(content, request):
            return _page(request, content, form, 409, theirs=_theirs(content, form))
        _save(request.user, content, form, post="publish" in request.POST)
        drafts.sent(request.user, f"edit-{id}")
    return redirect(content)


def _save(person, content, form, post: bool) -> None:
    data = form.cleaned_data
    if content.is_draft and (group := data.get("group")):
        content.move(person, group)
    content.edit(
        by=person,
        title=data.get("title", ""),
        body=form.html,
        topics=labels.topics(data["topics"]) if "topics" in form.data else None,
        note=data.get("note", ""),
    )
    form.attach_files(content, body=content.body)
    if save := getattr(form, "save_details", None):
        save(content)
        content.touch()
    if content.is_draft:
        _when(person, content, form.at, post)


def _when(person, content, at, post: bool) -> None:
    """A draft: at its moment where one is given, now where that is asked, else it stays a draft."""
    if at or post:
        check(person, content, "publish")
    if at:
        content.schedule(person, at)
    elif post:
        content.publish(person)
    else:
        content.unschedule(person)


def _page(request, content, form, status: int = 200, draft=None, theirs=None):
    edited_at = _mark(content)
    if status == 422:
        edited_at = request.POST.get("edited_at", edited_at)
    elif draft and not theirs:
        edited_at = draft.value("edited_at") or edited_at
    groups = [group for group in shell(request).own_groups if "group" in form.fields]
    return page(
        request,
        "content/edit.html",
        status,
        content=content,
        form=form,
        draft=draft,
        base=drafts.moment(draft),
        edited_at=edited_at,
        theirs=theirs,
        groups=groups,
    )


def _theirs(content, form) -> dict:
    """What stands there now, and what saving mine would change about it."""
    title = form.cleaned_data.get("title", "")
    return {
        "version": content.latest(),
        "title": of_words(content.title, title) if content.title != title else "",
        "parts": of_texts(content.body, form.html),
    }


def _mark(content) -> str:
    """What changes with every edit."""
    return content.edited_at.isoformat() if content.edited_at else ""


def _edited_since(content, request) -> bool:
    """Somebody (or another tab) changed the words meanwhile; a form without the mark is taken as fresh."""
    return request.POST.get("edited_at", _mark(content)) != _mark(content)
