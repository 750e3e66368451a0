from kring.kinds.ideas.models import Challenge, ChallengeDetails, Idea, IdeaDetails


def published(event) -> None:
    """However it was posted, it has its columns."""
    if isinstance(event.content, Idea):
        IdeaDetails.objects.get_or_create(content_id=event.content_id)
    elif isinstance(event.content, Challenge):
        ChallengeDetails.objects.get_or_create(content_id=event.content_id)
