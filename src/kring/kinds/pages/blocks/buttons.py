import re

from django import forms
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kring.kinds.pages.blocks.base import Block, BlockForm, Names, line

MOST = 4
# In: an address of ours. Out: what a browser opens without running anything.
ADDRESS = re.compile(r"/(?!/)[^\s\\]*|https?://[^\s/\\@]+(?:/\S*)?|mailto:[^\s@]+@[^\s@]+|tel:[+\d ()-]+")
LONGEST = 500


def fits(url) -> bool:
    return isinstance(url, str) and len(url) <= LONGEST and bool(ADDRESS.fullmatch(url))


class ButtonsForm(BlockForm):
    template = "pages/forms/buttons.html"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for n in range(MOST):
            self.fields[f"label_{n}"] = forms.CharField(label=_("Words"), required=False, max_length=80)
            self.fields[f"url_{n}"] = forms.CharField(label=_("Address"), required=False, max_length=LONGEST)

    @property
    def pairs(self) -> list[tuple]:
        return [(self[f"label_{n}"], self[f"url_{n}"]) for n in range(MOST)]

    def begin(self, block: dict) -> None:
        for n, button in enumerate(block["buttons"]):
            self.initial |= {f"label_{n}": button["label"], f"url_{n}": button["url"]}

    def clean(self):
        data = super().clean()
        for n in range(MOST):
            url, label = data.get(f"url_{n}", ""), data.get(f"label_{n}", "")
            if url and not fits(url):
                self.add_error(
                    f"url_{n}", _("Write an address that begins with https:// or, on this platform, with /.")
                )
            elif bool(url) != bool(label):
                self.add_error(f"label_{n}", _("A button needs words and an address."))
        return data

    def made(self) -> dict:
        data = self.cleaned_data
        return {"buttons": [{"label": data[f"label_{n}"], "url": data[f"url_{n}"]} for n in range(MOST)]}


class Buttons(Block):
    slug = "buttons"
    label = gettext_lazy("Buttons")
    icon = "square-mouse-pointer"
    form = ButtonsForm

    @classmethod
    def read(cls, raw: dict) -> dict | None:
        given = raw.get("buttons")
        given = [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []
        found = [
            {"label": line(one.get("label"), 80), "url": one["url"]} for one in given if fits(one.get("url"))
        ]
        found = [one for one in found if one["label"]][:MOST]
        return {"type": "buttons", "buttons": found} if found else None

    @classmethod
    def words(cls, block: dict) -> str:
        return " ".join(button["label"] for button in block["buttons"])

    @classmethod
    def html(cls, block: dict, files) -> str:
        links = (
            f'<p><a href="{escape(one["url"])}">{escape(one["label"])}</a></p>' for one in block["buttons"]
        )
        return "".join(links)

    @classmethod
    def turned(cls, block: dict, names: Names) -> dict:
        given = block.get("buttons")
        given = [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []
        return {**block, "buttons": [{**one, "url": names.url(one.get("url"))} for one in given]}
