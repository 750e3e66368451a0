"""What rich text may hold: the one declaration that the editor, the sanitiser and the tests read.

The editor gets the names and knows for each what to do with it (`web/editor/parts.js`); the sanitiser gets the tags
and attributes. What isn't declared here can neither be written nor come in.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Part:
    """Something that rich text may hold. `name` is the editor's word for it; `attributes` says what its tags may carry,
    and what each must look like."""

    name: str
    tags: str
    attributes: Mapping[str, re.Pattern | None] = field(default_factory=dict)


ANY = None
NUMBER = re.compile(r"[1-9][0-9]{0,4}")
SPAN = re.compile(r"[1-9][0-9]?")
CELL = {"colspan": SPAN, "rowspan": SPAN, "align": re.compile("left|center|right")}

PARTS = (
    Part("paragraph", "p"),
    Part("hardBreak", "br"),
    Part("horizontalRule", "hr"),
    Part("heading", "h2 h3 h4"),  # their ids are given by the sanitiser
    Part("bold", "strong"),
    Part("italic", "em"),
    Part("underline", "u"),
    Part("strike", "s"),
    Part("code", "code"),
    Part("subscript", "sub"),
    Part("superscript", "sup"),
    Part("highlight", "mark"),
    Part("inserted", "ins"),
    Part("deleted", "del"),
    Part("blockquote", "blockquote"),
    Part("codeBlock", "pre"),
    Part("language", "code", {"class": re.compile(r"language-[\w+#-]{1,30}")}),
    Part("bulletList", "ul"),
    Part("orderedList", "ol", {"start": NUMBER}),
    Part("listItem", "li"),
    Part("descriptions", "dl dt dd"),
    Part("table", "table thead tbody tr"),
    Part("tableHeader", "th", CELL),
    Part("tableCell", "td", CELL),
    Part("image", "img", {"src": ANY, "alt": ANY, "title": ANY, "width": NUMBER, "height": NUMBER}),
    Part("figure", "figure figcaption"),
    Part("link", "a", {"href": ANY, "title": ANY}),
    Part("person", "a", {"data-person": re.compile(r"[\w.@-]{1,64}")}),
    Part("topic", "a", {"data-topic": re.compile(r"[\w-]{1,80}")}),
)

NAMES = [part.name for part in PARTS]
TAGS = {tag for part in PARTS for tag in part.tags.split()}
SHAPES: dict[tuple[str, str], re.Pattern | None] = {
    (tag, name): shape
    for part in PARTS
    for tag in part.tags.split()
    for name, shape in part.attributes.items()
}
ATTRIBUTES: dict[str, set[str]] = {}
for _tag, _name in SHAPES:
    ATTRIBUTES.setdefault(_tag, set()).add(_name)
SCHEMES = {"http", "https", "mailto", "tel"}


def attribute(tag: str, name: str, value: str) -> str | None:
    """The attribute's value as it may stand there, or None."""
    shape = SHAPES.get((tag, name))
    return value if shape is None or shape.fullmatch(value) else None
