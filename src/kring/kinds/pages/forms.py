from django.utils.translation import gettext_lazy as _

from kring.core.content.forms import PostForm
from kring.core.files.attach import attach
from kring.core.files.forms import Carried, FilesField
from kring.kinds.pages import verbs
from kring.kinds.pages.blocks.base import Around
from kring.kinds.pages.field import BlocksField
from kring.kinds.pages.layout import files_in
from kring.kinds.pages.models import Page


class OtherFiles(FilesField):
    """The files of a page that stand in no block."""

    def carried(self):
        used = set(files_in(self.of.blocks)) if self.of else set()
        return [file for file in super().carried() if file.pk not in used]


class PageForm(PostForm):
    """A title, an opening text, and the blocks below it."""

    title_required = True
    blocks = BlocksField(label=_("Blocks"), required=False)
    field_order = ["title", "body", "blocks"]

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, person=person, **kwargs)
        self.person = person
        self.fields["body"].required = False
        page = self.instance if self.instance.pk else None
        self.fields["blocks"].begin(Around(person, page))
        if "group" in self.fields:
            groups = self.fields["group"].queryset
            allowed = [group.pk for group in groups if Page.may_post(person, group)]
            self.fields["group"].queryset = groups.filter(pk__in=allowed)

    def carry_files(self, person, of=None, comment=None) -> None:
        self.fields["files"] = OtherFiles(person, of, comment)
        self.fields["files"].initial = self.initial.get("files")

    def attach_files(self, content, body: str, comment=None) -> bool:
        """What the blocks show belongs to the page too."""
        said = self.cleaned_data.get("files") or Carried()
        field, used = self.fields["files"], files_in(self.cleaned_data["blocks"])
        ids = said.ids if said.ids is not None else [file.pk for file in field.carried()]
        return attach(content, self.person, body, [*used, *ids], comment, said.captions)

    def save_details(self, content) -> None:
        verbs.lay_out(content, self.person, self.cleaned_data["blocks"], self.cleaned_data.get("note", ""))
