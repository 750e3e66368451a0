"""The field that people write in: rich where there is script, Markdown where there isn't.

The editor sends HTML and says so in a field beside its own, `<name>_format`.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from kring.core.content import text


class Html(str):
    """HTML as the rich editor sent it: not clean."""

    __slots__ = ()


class RichTextarea(forms.Textarea):
    """A text area that the rich editor takes over (components/rich_text.html). `source` is the clean HTML that it begins
    with; `light` gives it a short toolbar; `content` is the id of the item that is edited."""

    source = content = ""

    def __init__(self, attrs=None, light: bool = False):
        super().__init__(attrs)
        self.light = light

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        return Html(value) if value and data.get(f"{name}_format") == "html" else value

    def format_value(self, value):
        return text.to_markdown(text.clean(value)) if isinstance(value, Html) else super().format_value(value)

    def html(self, value) -> str:
        """What the editor begins with: what came back from a failed attempt, or what is being edited."""
        return text.clean(value) if isinstance(value, Html) else "" if value != self.shown else self.source

    @property
    def shown(self) -> str:
        return text.to_markdown(self.source)


class RichTextField(forms.CharField):
    """Text as typed: Markdown, or Html from the editor. `max_length` counts what people see."""

    widget = RichTextarea

    def to_python(self, value):
        typed = super().to_python(value).replace("\r\n", "\n")
        return Html(typed) if isinstance(value, Html) else typed

    def run_validators(self, value):
        many = self.max_length and len(value) > 5 * self.max_length
        super().run_validators(text.plain(value) if isinstance(value, Html) and not many else value)


class Written:
    """For forms with a field `body`, a RichTextField. `was` is the clean HTML that is being edited, if any: a text that
    nobody changed stays as it is, to the letter."""

    was = ""
    _made: tuple[str, str] | None = None

    def begin_with(self, was: str) -> None:
        self.was = self.fields["body"].widget.source = was
        self.initial["body"] = text.to_markdown(was)

    @property
    def html(self) -> str:
        """The text as clean HTML; made once, for the check and for the post."""
        typed = self.cleaned_data["body"]
        if self._made is None or self._made[0] is not typed:
            self._made = typed, self._html(typed)
        return self._made[1]

    def _html(self, typed: str) -> str:
        if isinstance(typed, Html):
            return self.was if self.was and typed == self.was.strip() else text.from_editor(typed)
        same = self.was and typed.replace("\r\n", "\n").strip() == text.to_markdown(self.was)
        return self.was if same else text.from_markdown(typed, names=True)

    def clean_body(self):
        value = self.cleaned_data["body"]
        if value and not self.html:
            raise forms.ValidationError(_("Nothing of this text can be shown. Write it in other words."))
        return value
