"""What is measured: pages as people open them, and what they do there. The forms are those that the pages show."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import NamedTuple


class Request(NamedTuple):
    path: str
    form: dict[str, str] | None = None
    status: int = 200


@dataclass(frozen=True)
class Scene:
    """`start(browser, marks)` looks round once and returns the requests: a function of their number.

    `who`: the person, by their mark. `limit`: most times the floor. `queries`: most queries. `cold`: every cached
    fragment is out of date at every request. `writes`: what the worker does afterwards is counted too.
    """

    name: str
    who: str | None
    start: Callable
    limit: float | None = None
    queries: int | None = None
    cold: bool = False
    writes: bool = False


def opening(path: str):
    return lambda browser, marks: lambda number: Request(path.format(**marks))


def second_page(browser, marks):
    older = older_link(browser.get("/"))
    return lambda number: Request(older)


def unseen_pages(browser, marks):
    """Page after page, each with twenty cards that nobody opened before; from the top again where the stream ends."""
    browser.get("/")
    return lambda number: Request(older_link(browser.last))


def liking(browser, marks):
    """Like, and take it back, on the items of the first page in turn."""
    forms = [form for form in forms_in(browser.get("/")) if form.action.endswith("/react/")]

    def request(number: int) -> Request:
        form, wanted = forms[number // 2 % len(forms)], "like" if number % 2 == 0 else ""
        return Request(form.action, {**form.fields, "reaction": wanted}, 302)

    return request


def commenting(browser, marks):
    forms = [form for form in forms_in(browser.get("/")) if form.action.endswith("/comments/")]

    def request(number: int) -> Request:
        form = forms[number % len(forms)]
        return Request(form.action, form.filled(f"Goed om te weten, dank je wel. *{number}*"), 302)

    return request


def posting(browser, marks):
    form = next(form for form in forms_in(browser.get("/")) if form.action == "/new/")

    def request(number: int) -> Request:
        text = f"Vanaf maandag is het loket **langer open** ({number}).\n\n- tot zes uur\n- op donderdag tot acht\n\nZie https://www.example.org/loket."
        return Request(form.action, form.filled(text), 302)

    return request


HOME = "home, 20 cards"
REFERENCE = "sign-in page, nobody"
SCENES = (
    Scene(f"{HOME}, busy person", "busy", opening("/"), limit=25, queries=12),
    Scene(f"{HOME}, quiet person", "quiet", opening("/"), limit=25, queries=12),
    Scene(f"{HOME}, second page", "busy", second_page, limit=25, queries=12),
    Scene(f"{HOME}, cold", "busy", opening("/"), limit=60, cold=True),
    Scene("home, right column, cold", "busy", opening("/whats-on/"), limit=150, cold=True),
    Scene(f"{HOME}, never seen", "busy", unseen_pages, limit=60),
    Scene("group, 20 cards", "busy", opening("/g/group-{group}/"), queries=15),
    Scene("home, only questions", "busy", opening("/?kind=question"), limit=40, queries=14),
    Scene("news, front page", "busy", opening("/news/"), limit=40, queries=16),
    Scene("questions, those that wait", "busy", opening("/questions/"), limit=40, queries=16),
    Scene("wiki of all my groups", "busy", opening("/wiki/"), limit=40, queries=16),
    Scene("wiki of a group", "busy", opening("/g/group-{group}/wiki/"), limit=40, queries=16),
    Scene("wiki page", "busy", opening("/c/{page}/"), limit=40),
    Scene("ideas, board", "busy", opening("/ideas/?look=board"), limit=40, queries=16),
    Scene("ideas", "busy", opening("/ideas/"), limit=40, queries=16),
    Scene("discussions", "busy", opening("/discussions/"), limit=40, queries=16),
    Scene("events", "busy", opening("/events/"), limit=40, queries=16),
    Scene("events, a month", "busy", opening("/events/?view=month"), limit=40, queries=16),
    Scene("polls", "busy", opening("/polls/"), limit=40, queries=16),
    Scene("documents of a group", "busy", opening("/g/group-{group}/documents/"), limit=40, queries=16),
    Scene("topic, 20 cards", "busy", opening("/topics/topic-1/"), limit=40, queries=16),
    Scene("people", "busy", opening("/people/"), limit=40, queries=12),
    Scene("people, searched", "busy", opening("/people/?q=an"), limit=40, queries=12),
    Scene("person", "busy", opening("/people/{handle}/"), limit=40, queries=18),
    Scene("groups", "busy", opening("/g/"), limit=40, queries=12),
    Scene("palette, typing", "busy", opening("/palette/?q=be"), limit=40, queries=22),
    Scene("bookmarks", "busy", opening("/bookmarks/"), limit=40, queries=16),
    Scene("item, 500 comments", "busy", opening("/c/{thread}/"), limit=40),
    Scene("item, 30 comments", "busy", opening("/c/{item}/"), limit=30),
    Scene("item, 30 comments, cold", "busy", opening("/c/{item}/"), cold=True),
    Scene("like", "busy", liking, limit=50, writes=True),
    Scene("comment", "busy", commenting, limit=50, writes=True),
    Scene("post", "busy", posting, limit=50, writes=True),
    Scene(REFERENCE, None, opening("/accounts/login/")),
)


@dataclass
class Form:
    action: str
    fields: dict[str, str]
    text: str = ""  # the name of its first text area

    def filled(self, text: str) -> dict[str, str]:
        fields = {**self.fields, self.text: text}
        return {**fields, "token": uuid.uuid4().hex} if "token" in fields else fields


class _Forms(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.form: Form | None = None
        self.select = ""

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if tag == "form":
            self.form = Form(a.get("action", ""), {})
            self.forms.append(self.form)
        elif tag == "a" and "before=" in a.get("href", ""):
            self.links.append(a["href"])
        elif self.form is None:
            return
        elif (
            tag == "input" and a.get("name") and a.get("type") not in ("file", "radio", "checkbox", "submit")
        ):
            self.form.fields[a["name"]] = a.get("value") or ""
        elif tag == "textarea":
            self.form.text = self.form.text or a.get("name", "")
        elif tag == "select":
            self.select = a.get("name", "")
        elif tag == "option" and self.select and ("selected" in a or self.select not in self.form.fields):
            self.form.fields[self.select] = a.get("value") or ""

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = ""


def forms_in(html: str) -> list[Form]:
    parser = _Forms()
    parser.feed(html)
    return parser.forms


def older_link(html: str) -> str:
    """The address of the next page; home's where this is the last one."""
    parser = _Forms()
    parser.feed(html)
    found = parser.links[-1] if parser.links else "/"
    return found if found.startswith("/") else "/" + found
