"""Folders of a group: the row at the top has no name, and is made when the first document comes."""

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from kring.core.groups.models import Group

NAME = 120
DEEPEST = 12


class Folder(models.Model):
    """`trail` repeats the names from the top down to this one, so that a document says where it lies without climbing."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="+")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="below", db_index=False)
    name = models.CharField(max_length=NAME, blank=True)
    trail = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "documents"
        constraints = [
            models.UniqueConstraint(fields=["group"], condition=Q(parent=None), name="one_top_folder"),
            models.UniqueConstraint("parent", Lower("name"), name="folder_named_once"),
        ]

    def __str__(self) -> str:
        return " › ".join(self.trail)

    @property
    def is_top(self) -> bool:
        return self.parent_id is None

    @property
    def url(self) -> str:
        return address(self.group.slug, None if self.is_top else self.pk)


def address(slug: str, folder: int | None = None) -> str:
    """The page of a folder; without one, of the whole library of a group."""
    return reverse("group_kind_document", args=[slug]) + (f"?folder={folder}" if folder else "")


def top_of(group) -> Folder:
    """The top of a group's library, made where there is none."""
    found = Folder.objects.filter(group=group, parent=None).first()
    if found:
        return found
    try:
        with transaction.atomic():
            return Folder.objects.create(group=group)
    except IntegrityError:  # somebody else was just ahead
        return Folder.objects.get(group=group, parent=None)


def saved(folder: Folder) -> Folder:
    """The folder itself; the top of a library in which nobody has looked for a place yet is made now."""
    return folder if folder.pk else top_of(folder.group)


def at(group, names: list[str]) -> Folder:
    """The folder that these names lead to, made where there is none: for what comes from elsewhere."""
    here = top_of(group)
    for name in names[:DEEPEST]:
        below = Folder.objects.filter(parent=here, name__iexact=name).first()
        here = below or Folder.objects.create(group=group, parent=here, name=name, trail=[*here.trail, name])
    return here
