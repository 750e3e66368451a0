"""Posting, answering, editing and deleting comments. Every answer leads to the comment's own address."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kring.core.content import drafts
from kring.core.content.access import access_comment, access_content
from kring.core.content.later import put
from kring.core.content.stream import row_of
from kring.core.live.asked import numbers
from kring.core.web import errors
from kring.core.web.pages import page, signed_in
from kring.interactions.comments import thread, verbs, window
from kring.interactions.comments.forms import CommentForm


@signed_in
def post(request, id):
    """Post a comment, or (GET) the page with the comment box: the way without script."""
    if request.method != "POST":
        access_content(request.user, id)
        return redirect(reverse("content", kwargs={"id": id}) + f"#say-{id}")
    content = access_content(request.user, id, to="comment")
    form = CommentForm(request.POST, request.FILES, person=request.user)
    if not form.is_valid():
        if request.htmx:
            return errors.notice(400, " ".join(str(text) for found in form.errors.values() for text in found))
        return page(
            request,
            "comments/write.html",
            422,
            content=content,
            form=form,
            parent=_parent(content, request),
            gone=False,
        )
    data = form.cleaned_data
    answered = data["parent"] is not None
    parent = content.comments.there().filter(pk=data["parent"]).first() if answered else None
    if answered and parent is None:
        if request.htmx:
            return errors.notice(409, _("The comment that you answer has been deleted meanwhile."))
        return page(request, "comments/write.html", 409, content=content, form=form, parent=None, gone=True)
    with transaction.atomic():
        comment = verbs.post(request.user, content, form.html, parent=parent, token=data["token"])
        form.attach_files(content, comment.body, comment)
        drafts.sent(request.user, f"comment-{id}-{parent.pk}" if parent else f"comment-{id}")
    if request.htmx and (answer := _in_place(request, content, comment)):
        return answer
    messages.success(request, _("Your comment is posted."))
    return redirect(_place(comment))


IN_PLACE = {
    "thread": "comments/posted_in_thread.html",
    "answer": "comments/posted_as_answer.html",
    "card": "comments/preview.html",
}


def _in_place(request, content, comment):
    """With script who comments stays where they are: the comment joins the thread, its parent, or the card."""
    template = IN_PLACE.get(request.POST.get("place", ""))
    if template is None:
        return None
    content.refresh_from_db(fields=["comment_count", "version"])
    context = thread.preview(content) if template == IN_PLACE["card"] else {}
    rows = [row_of(content)]
    return page(
        request, template, rows=rows, content=content, comment=comment, person=request.user, **context
    )


@signed_in
def part(request, id):
    """Another part of a long thread, to be put in its place; without script, the page that has it."""
    content = access_content(request.user, id, to="read_comments")
    if not request.htmx:
        return redirect(f"{content.url}?{request.GET.urlencode()}")
    rows, reply = [row_of(content)], window.of_answer(content, request.GET.get("answers", ""))
    if reply:
        node = window.answers_before(content, reply)
        return page(request, "comments/answers.html", rows=rows, content=content, node=node)
    found, _unread = window.asked(content, request.GET, request.user, None)
    return page(request, "comments/in_place.html", rows=rows, part=put(thread.fragment(content, found)))


@signed_in
def these(request, id):
    """Some comments by themselves (`ids=4.8`, or all `after` one), for a page that is open and shows the item."""
    content = access_content(request.user, id, to="read_comments")
    wanted = {name: numbers(request.GET.get(name, "")) for name in ("ids", "after")}
    return page(
        request,
        "comments/these.html",
        rows=[row_of(content)],
        content=content,
        comments=thread.these(content, wanted["ids"], *wanted["after"][:1]),
        plain="plain" in request.GET,
    )


@signed_in
def permalink(request, id, comment_id):
    """A comment's address for ever: the page of its thread, at its place."""
    return redirect(_place(access_comment(request.user, id, comment_id)))


@signed_in
def reply(request, id, comment_id):
    comment = access_comment(request.user, id, comment_id, to="comment")
    if request.htmx:
        return page(
            request, "comments/answer_here.html", content=comment.content, parent=comment, person=request.user
        )
    return page(
        request,
        "comments/write.html",
        content=comment.content,
        form=CommentForm(person=request.user),
        parent=comment,
        gone=False,
    )


@signed_in
def edit(request, id, comment_id):
    comment = access_comment(request.user, id, comment_id, to="edit")
    form = CommentForm(request.POST or None, request.FILES or None, person=request.user, comment=comment)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            verbs.edit(comment, request.user, form.html)
            form.attach_files(comment.content, comment.body, comment)
        return redirect(_place(comment))
    status = 422 if request.method == "POST" else 200
    return page(request, "comments/edit.html", status, content=comment.content, comment=comment, form=form)


@signed_in
@require_POST
def delete(request, id, comment_id):
    content = access_content(request.user, id)
    gone = content.comments.filter(
        pk=comment_id, deleted_by=request.user
    ).first()  # seen: through content that has been authorised
    if gone is None:
        comment = access_comment(request.user, id, comment_id, to="delete")
        verbs.delete(comment, request.user)
    return page(request, "comments/deleted.html", content=content, comment_id=comment_id)


@signed_in
@require_POST
def restore(request, id, comment_id):
    content = access_content(request.user, id)
    comment = content.comments.filter(pk=comment_id).first()  # seen: through content that has been authorised
    if comment is None or (comment.deleted_at and comment.deleted_by_id != request.user.pk):
        raise Http404
    verbs.restore(comment, request.user)
    return redirect(_place(comment))


def _parent(content, request):
    asked = request.POST.get("parent", "")
    return (
        content.comments.there().filter(pk=int(asked)).first()
        if asked.isdecimal() and len(asked) < 19
        else None
    )


def _place(comment) -> str:
    """Its place in the thread; a long one opens there."""
    long = comment.content.comment_count > window.WHOLE
    query = f"?comment={comment.pk}" if long else ""
    return reverse("content", kwargs={"id": comment.content_id}) + f"{query}#comment-{comment.pk}"
