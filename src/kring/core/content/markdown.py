"""Markdown and HTML, both ways. What comes out of `render` isn't clean yet: text.py sees to that."""

import re
from functools import cache
from urllib.parse import unquote

from linkify_it import LinkifyIt
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from slugify import slugify

NAME = re.compile(
    r"(?<![\w/&#@.\\])(?:@(?P<person>[a-zA-Z0-9]+(?:[._-][a-zA-Z0-9]+)*)(?![\w@])"
    r"|#(?P<topic>(?=[\w-]*[^\W\d_])\w[\w-]{0,78}\w)(?![\w#]))"
)
TASK = re.compile(r"\[([ xX])\] (?=\S)")
BOXES = {" ": "☐", "x": "☑", "X": "☑"}


class Linkify(LinkifyIt):
    """Addresses with a scheme and e-mail addresses; “e.g.this” is none. Most texts hold neither, and are let through
    after a look for their signs: that halves what rendering costs."""

    def pretest(self, text: str) -> bool:
        return "://" in text or "@" in text


def render(source: str, names: bool = False) -> str:
    """Markdown as HTML. With `names`, `@handle` and `#topic` become links for naming.py to settle."""
    return _markdown.render(source, {"names": names and ("@" in source or "#" in source)})


def _tasks(state: StateCore) -> None:
    """`- [ ] to do` and `- [x] done` show their boxes."""
    if "[ ] " not in state.src and "[x] " not in state.src.lower():
        return
    for item, before, token in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        if (item.type, before.type, token.type) == ("list_item_open", "paragraph_open", "inline"):
            first = token.children[0] if token.children else None
            if first and first.type == "text":
                first.content = TASK.sub(lambda m: BOXES[m[1]] + " ", first.content, count=1)


def _names(state: StateCore) -> None:
    if not state.env.get("names"):
        return
    for token in state.tokens:
        if token.type == "inline" and token.children and NAME.search(token.content):
            token.children = _with_names(token.children)


def _with_names(tokens: list[Token]) -> list[Token]:
    found, depth = [], 0
    for token in tokens:
        if token.type == "html_inline":
            depth += bool(re.match(r"<a\b", token.content, re.I)) - token.content.lower().startswith("</a")
        depth += token.nesting if token.type.startswith("link_") else 0
        if token.type == "text" and depth <= 0 and NAME.search(token.content):
            found += _split(token.content)
        else:
            found.append(token)
    return found


def _split(words: str) -> list[Token]:
    tokens, last = [], 0
    for match in NAME.finditer(words):
        tokens += [_text(words[last : match.start()]), *_link(match)]
        last = match.end()
    return [*tokens, _text(words[last:])]


def _text(words: str) -> Token:
    return Token("text", "", 0, content=words)


def _link(match: re.Match) -> list[Token]:
    if handle := match["person"]:
        attrs = {"href": f"/people/{handle.lower()}/", "data-person": "@" + handle.lower()}
    else:
        slug = slugify(match["topic"])[:80].strip("-")
        attrs = {"href": f"/topics/{slug}/", "data-topic": slug}
    return [Token("link_open", "a", 1, attrs=attrs), _text(match[0]), Token("link_close", "a", -1)]


_markdown = MarkdownIt("commonmark", {"linkify": True, "breaks": True, "html": True}).enable(
    ["table", "strikethrough", "linkify"]
)
_markdown.linkify = Linkify().set({"fuzzy_link": False})
_markdown.core.ruler.after("inline", "tasks", _tasks)
_markdown.core.ruler.after("linkify", "names", _names)

SIGNS = re.compile(rf"(?={NAME.pattern})[@#]|[*_`]|\\(?=[!-/:-@\[-`{{-~])|<(?=[A-Za-z/!?])|&(?=#?\w+;)")


def unrender(body: str) -> str:
    """Clean HTML as Markdown, which renders to the same again as far as Markdown can say it."""
    return _converter().convert(body).strip()


@cache
def _converter():
    from markdownify import MarkdownConverter

    class Converter(MarkdownConverter):
        def convert_a(self, el, text, parent_tags):
            if el.get("data-person") and el.get("href") and el.get_text().startswith("@"):
                return "@" + unquote(el["href"].strip("/").rsplit("/", 1)[-1])
            if el.get("data-topic") and el.get_text().startswith("#"):
                return "#" + el["data-topic"]
            return super().convert_a(el, text, parent_tags)

        def convert_u(self, el, text, parent_tags):
            return f"<{el.name}>{text}</{el.name}>" if text else ""

        convert_ins = convert_mark = convert_sub = convert_sup = convert_u

        def escape(self, text, parent_tags):
            return SIGNS.sub(r"\\\g<0>", text) if text else ""

    return Converter(
        heading_style="ATX", bullets="-", code_language_callback=_language, keep_inline_images_in=["td", "th"]
    )


def _language(pre) -> str:
    code = pre.find("code")
    return (code.get("class") or [""])[0].removeprefix("language-") if code else ""
