"""Every page: nothing for axe to find, in both themes and both languages, and no sideways scrolling on a small phone."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = {
    "nobody": ["/accounts/login/", "/accounts/password/reset/", "/no/such/page/"],
    "host": ["/", "/people/?q=h", "/people/?view=faces", "/g/?tab=all", "/palette/?q=h", "/shortcuts/", "/people/host/?show=answers", "/new/", "/drafts/", "/bin/", "/g/", "/g/new/", "/g/open/", "/g/open/members/", "/g/open/about/",
             "/g/closed/", "/g/open/settings/", "/g/open/settings/features/", "/g/open/invite/", "/people/host/",
             "/people/member/", "/settings/", "/settings/account/", "/settings/sessions/", "ITEM", "ITEMhistory/", "ITEMhistory/compare/", "ITEMactions/",
             "ITEMmove/", "ITEMreactions/", "ITEMviews/", "ITEMshare/", "/topics/", "/topics/keys/", "/topics/keys/edit/",
             "/following/", "/following/list/", "/following/list/?of=people", "/following/list/?of=topics", "/bookmarks/", "LONG", "LONG?comments=liked", "/wiki/", "/g/open/wiki/", "/no/such/page/",
             "/?kind=question", "/news/", "/questions/", "/questions/?view=mine", "/g/open/news/", "/g/open/questions/",
             "/new/?kind=news", "/new/?kind=question", "QUESTION", "NEWS", "NEWShighlight/"],
    "member": ["ITEMedit/", "/drafts/", "/bin/", "DRAFTschedule/", "DRAFTedit/"],
    "outsider": ["/", "/g/?tab=discover", "/g/closed/", "/g/closed/about/"],
    "guest": ["/", "/g/", "/g/project/", "/people/"],
    "manager": ["/manage/", "/manage/people/", "/manage/groups/", "/manage/features/", "/manage/organisation/", "/manage/components/", "/people/invite/", "/people/?ended=1"],
}  # fmt: skip
FEW = 12  # pages at once, so that the work can be shared
PARTS = [(who, paths[n : n + FEW]) for who, paths in PAGES.items() for n in range(0, len(paths), FEW)]
parts = pytest.mark.parametrize(
    ("who", "paths"), PARTS, ids=lambda part: part if isinstance(part, str) else ""
)
ALL = [(who, path) for who, paths in PAGES.items() for path in paths]
WORDS = {
    "ITEM": "open published",
    "DRAFT": "open draft",
    "QUESTION": "question",
    "NEWS": "news",
    "LONG": "long",
}
RULES = {"resultTypes": ["violations"]}
NAMES = {**RULES, "runOnly": {"type": "tag", "values": ["cat.language", "cat.name-role-value", "cat.forms"]}}
CONTRAST = {**RULES, "runOnly": {"type": "rule", "values": ["color-contrast"]}}


POSTED = """
import json
from datetime import timedelta
from django.utils import timezone
from kring.core.content import verbs
from kring.core.content.models import Topic
from kring.core.groups.models import Group
from kring.core.people.models import Person
from kring.interactions.bookmarks import verbs as bookmarks
from kring.interactions.comments import verbs as comments
from kring.interactions.follows import verbs as follows
from kring.interactions.shares import verbs as shares
from kring.kinds.news import verbs as news
from kring.kinds.questions import verbs as questions
group, host, member = Group.objects.get(slug="open"), Person.objects.get(handle="host"), Person.objects.get(handle="member")
question = verbs.post(member, group, "question", title="Who has the key of the shed?")
answer = comments.post(host, question, "<p>The porter has it.</p>")
answer.content = question
questions.choose(answer, member)
verbs.post(member, group, "question", title="And who has the key of the cellar?", body="<p>It is dark there.</p>")
article = verbs.post(host, group, "news", title="The new hall is open", body="<p>Come and see.</p>")
verbs.post(host, group, "news", title="The old hall is closed", body="<p>It was time.</p>")
news.highlight(article, host, timezone.now() + timedelta(days=3))
keys = Topic.objects.create(slug="keys", name="Keys", description="Who has which.")
question.topics.add(keys)
member.expertise.add(keys)
follows.follow(host, topic=keys)
follows.follow(host, followee=member)
follows.follow(host, content=question)
bookmarks.move(host, question, bookmarks.start_list(host, "To read"))
shares.share(host, question, Group.objects.get(is_everyone=True), "<p>Do you know?</p>")
long = verbs.post(member, group, "update", body="<p>Seventy words.</p>")
for number in range(70):
    said = comments.post(member, long, f"<p>{number}</p>", parent=said if 9 < number < 20 else None)
print(json.dumps({"long": long.pk, "question": question.pk, "news": article.pk}))
"""


@pytest.fixture(scope="module", autouse=True)
def kinds(site):
    """A question with its answer, and news on top of home."""
    site.items |= json.loads(site.platform.python(POSTED).splitlines()[-1])


@pytest.fixture
def visit(site, enter, new_page):
    pages = {}

    def go(who: str, path: str):
        if who not in pages:
            pages[who] = enter(who) if who != "nobody" else new_page()
        pages[who].emulate_media(reduced_motion="reduce")
        for word, item in WORDS.items():
            path = path.replace(word, f"/c/{site.items[item]}/")
        pages[who].goto(site.url + path)
        return pages[who]

    return go


@parts
def test_english_in_both_themes(site, visit, who, paths):
    bad = []
    for path in paths:
        page = visit(who, path)
        for theme, options in (
            ("light", RULES),
            ("dark", CONTRAST),
        ):  # what isn't colour is the same in the dark
            page.emulate_media(color_scheme=theme)
            page.evaluate(DRAWN)
            page.evaluate("Promise.all(document.getAnimations().map(a => a.finished.catch(() => 0)))")
            page.wait_for_timeout(150)
            bad += findings(page, options, f"{who} {path} {theme}")
    assert not bad, "\n".join(bad)


@parts
def test_small_phone(visit, who, paths):
    bad = []
    for path in paths:
        page = visit(who, path)
        if (wide := width_on_a_phone(page)) > 360:
            bad.append(f"{who} {path}: {wide} px, because of {page.evaluate(WIDEST)}")
    assert not bad, "\n".join(bad)


def width_on_a_phone(page) -> int:
    page.set_viewport_size({"width": 360, "height": 740})
    page.evaluate(DRAWN)
    return page.evaluate("document.documentElement.scrollWidth")


DRAWN = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
WIDEST = """() => [...document.querySelectorAll('body *')].filter(e => e.checkVisibility() && e.getBoundingClientRect().right > 361)
  .slice(0, 3).map(e => e.tagName + '.' + e.className)"""


def test_dutch(site, visit):
    """Last in this file: from here on everybody reads Dutch."""
    site.speak("nl")
    bad = []
    for who, path in ALL:
        if who in ("host", "manager"):
            page = visit(who, path)
            assert page.evaluate("document.documentElement.lang") == "nl"
            bad += findings(page, NAMES, f"{who} {path} nl")
            if (wide := width_on_a_phone(page)) > 360:
                bad.append(f"{who} {path} nl: {wide} px wide, because of {page.evaluate(WIDEST)}")
            page.set_viewport_size({"width": 1280, "height": 720})
    assert not bad, "\n".join(bad)


def findings(page, options: dict, where: str) -> list[str]:
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{where}: {v['id']} ({v['help']}): {node['html'][:160]}" for v in found for node in v["nodes"][:3]
    ]
