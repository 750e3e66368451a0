"""Who reacted to what, and how: one reaction per person and thing."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import pgettext_lazy


class Reaction(models.Model):
    """A reaction to content, or to a comment on it (then `comment` is set)."""

    class Emoji(models.TextChoices):
        LIKE = "like", pgettext_lazy("reaction", "Like")
        LOVE = "love", pgettext_lazy("reaction", "Love")
        CELEBRATE = "celebrate", pgettext_lazy("reaction", "Celebrate")
        INSIGHTFUL = "insightful", pgettext_lazy("reaction", "Insightful")
        FUNNY = "funny", pgettext_lazy("reaction", "Funny")
        SUPPORT = "support", pgettext_lazy("reaction", "Support")

    content = models.ForeignKey("content.Content", models.CASCADE, related_name="reactions")
    # No index of its own: the constraint below has one. An index in which nearly all are empty misleads SQLite’s planner
    # into reading every reaction to content.
    comment = models.ForeignKey(
        "content.Comment", models.CASCADE, null=True, related_name="reactions", db_index=False
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reactions")
    emoji = models.CharField(max_length=30, default=Emoji.LIKE)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["content", "person"], condition=Q(comment=None), name="one_reaction_to_content"
            ),
            models.UniqueConstraint(
                fields=["comment", "person"],
                condition=Q(comment__isnull=False),
                name="one_reaction_to_comment",
            ),
        ]

    def __str__(self) -> str:
        return self.emoji


SIGNS = {
    "like": "👍",
    "love": "❤️",
    "celebrate": "🎉",
    "insightful": "💡",
    "funny": "😄",
    "support": "🤝",
}
