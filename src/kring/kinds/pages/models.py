from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from kring.core.content.models import Content
from kring.core.content.traits.versioned import Revision
from kring.core.files.shown import there
from kring.core.groups.models import Group
from kring.core.web import times
from kring.core.web.shell import MyGroup


class Page(Content):
    """The kind: an opening text, and blocks below it. Its hosts keep it together; an earlier version has its blocks too."""

    edited_by_hosts = True

    class Meta:
        proxy = True

    @classmethod
    def may_post(cls, person, group) -> bool:
        """Pages stay, so hosts make them; a manager does in every group that they are in."""
        role = group.role if isinstance(group, MyGroup) else person.roles.get(group.id)
        return role == "host" or person.is_manager

    @property
    def blocks(self) -> list[dict]:
        details = getattr(self, "layout", None)
        return details.blocks if details else []

    @property
    def is_long(self) -> bool:
        return bool(self.blocks) or super().is_long

    @property
    def parts(self) -> list:
        from kring.kinds.pages.layout import parts

        return parts(self.blocks)

    @cached_property
    def shown_files(self) -> dict:
        """Its files by number; no query where they were prefetched."""
        return {file.pk: file for file in there(self)}

    def files_at(self, numbers: list[int]) -> list:
        return [self.shown_files[number] for number in numbers if number in self.shown_files]

    @property
    def other_files(self):
        from kring.kinds.pages.layout import beside

        return beside(self)

    def latest(self) -> Revision:
        """In a version the blocks stand as text, so that two can be compared."""
        from kring.kinds.pages.layout import as_html

        row = super().latest()
        row.body = self.body + as_html(self)
        return row

    def keep_version(self) -> Revision:
        row = super().keep_version()
        PageVersion(revision=row, body=self.body, blocks=self.blocks).save(force_insert=True)
        return row

    def go_back(self, by, revision: Revision) -> bool:
        from kring.kinds.pages import verbs

        kept = PageVersion.objects.filter(revision=revision).first()
        if kept is None:
            return super().go_back(by, revision)
        note = _("Back to the version of %(moment)s") % {"moment": times.moment(revision.created_at)}
        edited = self.edit(by, title=revision.title, body=kept.body, note=note, apart=True)
        return verbs.lay_out(self, by, kept.blocks, note, apart=not edited) or edited


class PageLayout(models.Model):
    """The blocks of a page, from top to bottom; README.md says what each type holds. And the group that opens on it, if any:
    who chose that, and when."""

    content = models.OneToOneField(Content, models.CASCADE, primary_key=True, related_name="layout")
    blocks = models.JSONField(default=list)
    home_of = models.ForeignKey(Group, models.SET_NULL, null=True, related_name="+", db_index=False)
    home_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    home_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["home_of"], name="one_home", condition=Q(home_of__isnull=False))
        ]


class RailPlace(models.Model):
    """A page that stands in the navigation of the whole platform, in the order of `place`: who put it there, and when."""

    content = models.OneToOneField(Content, models.CASCADE, primary_key=True, related_name="rail_place")
    place = models.PositiveSmallIntegerField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["place", "content"]


class PageVersion(models.Model):
    """What an earlier version of a page needs to come back: its opening text and its blocks."""

    revision = models.OneToOneField(Revision, models.CASCADE, primary_key=True, related_name="page")
    body = models.TextField(blank=True)
    blocks = models.JSONField(default=list)
