"""Posting, answering, editing and deleting comments. Every answer leads to the comment's own address."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kring.core.content.access import access_comment, access_content
from kring.core.web.pages import page, signed_in
from kring.interactions.comments import thread, verbs
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
        return page(request, "comments/write.html", 409, content=content, form=form, parent=None, gone=True)
    with transaction.atomic():
        comment = verbs.post(request.user, content, form.html, parent=parent, token=data["token"])
        form.attach_files(content, comment.body, comment)
    messages.success(request, _("Your comment is posted."))
    return redirect(_place(comment))


@signed_in
def permalink(request, id, comment_id):
    """A comment's address for ever: the page of its thread, at its place."""
    return redirect(_place(access_comment(request.user, id, comment_id)))


@signed_in
def reply(request, id, comment_id):
    comment = access_comment(request.user, id, comment_id, to="comment")
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
    number = thread.page_of(comment)
    query = f"?comments={number}" if number > 1 else ""
    return reverse("content", kwargs={"id": comment.content_id}) + f"{query}#comment-{comment.pk}"
