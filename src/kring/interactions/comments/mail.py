"""An answer by mail is a comment."""

from kring.core.files.attach import attach
from kring.interactions.comments import verbs


def take(person, content, written):
    parent = content.comments.there().filter(pk=written.answers).first() if written.answers else None
    comment = verbs.post(person, content, written.html, parent=parent, token=written.token)
    attach(content, person, comment.body, written.files, comment)
    return comment
