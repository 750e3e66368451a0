from django.utils.translation import gettext_lazy as _

from kring.core.content import naming, text
from kring.core.content.written import Html, RichTextField
from kring.kinds.pages.blocks.base import Block, BlockForm

MOST = 50_000


class TextForm(BlockForm):
    html = RichTextField(
        label=_("Text"),
        required=False,
        max_length=MOST,
        help_text=_("Markdown works: **bold**, *italic*, - a list, [words](link)."),
    )

    def begin(self, block: dict) -> None:
        self.fields["html"].widget.source = block["html"]
        self.initial["html"] = text.to_markdown(block["html"])

    def made(self) -> dict:
        return {"html": naming.settled(self._html(), self.around.person, "".join(self._before()))}

    def _html(self) -> str:
        """As clean HTML; a text that nobody changed stays as it is, to the letter."""
        typed = self.cleaned_data["html"]
        if isinstance(typed, Html):
            return text.from_editor(typed)
        same = (was for was in self._before() if text.to_markdown(was) == typed.strip())
        return next(same, None) or text.from_markdown(typed, names=True)

    def _before(self) -> list[str]:
        return [block["html"] for block in self.around.there if block["type"] == "text"]


class Text(Block):
    slug = "text"
    label = _("Text")
    icon = "pilcrow"
    form = TextForm

    @classmethod
    def read(cls, raw: dict) -> dict | None:
        html = raw.get("html")
        html = text.clean(html) if isinstance(html, str) and len(html) <= 5 * MOST else ""
        return {"type": "text", "html": html} if html else None

    @classmethod
    def words(cls, block: dict) -> str:
        return text.plain(block["html"])

    @classmethod
    def html(cls, block: dict, files) -> str:
        return block["html"]
