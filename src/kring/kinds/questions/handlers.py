from kring.kinds.questions import verbs


def answer_deleted(event) -> None:
    """A question whose best answer is deleted waits again."""
    comment = event.comment
    if comment and comment.is_best and comment.deleted_at:
        verbs.reopen(comment, by=event.actor)
