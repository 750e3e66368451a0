"""Who is told of answers."""

from kring.kinds.questions.models import Question


def who_asked(event) -> list[int]:
    """Of an answer; not of what is said about another answer."""
    is_answer = event.comment_id and event.comment.parent_id is None
    return [event.content.author_id] if is_answer and isinstance(event.content, Question) else []


def who_answered(event) -> list[int]:
    return [event.person_id] if event.person_id else []
