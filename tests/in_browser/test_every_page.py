"""Every page: nothing for axe to find, in both themes and both languages, and no sideways scrolling on a small phone."""

import importlib
import json

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.everything import FEATURES
from tests.in_browser.conftest import ROOT

PAGES = {
    "nobody": ["/accounts/login/", "/accounts/password/reset/", "/no/such/page/"],
    "host": ["/", "/people/?q=h", "/people/?view=faces", "/g/?tab=all", "/palette/?q=h", "/shortcuts/", "/people/host/?show=answers", "/new/", "/drafts/", "/bin/", "/g/", "/g/new/", "/g/open/", "/g/open/members/", "/g/open/about/",
             "/g/closed/", "/g/open/settings/", "/g/open/settings/features/", "/g/open/invite/", "/people/host/",
             "/people/member/", "/settings/", "/settings/account/", "/settings/sessions/", "/settings/device/", "/waiting/", "/offline/", "/share/?text=x", "/push/devices/", "ITEM", "ITEMhistory/", "ITEMhistory/compare/", "ITEMactions/",
             "ITEMmove/", "ITEMreactions/", "ITEMviews/", "ITEMshare/", "/topics/", "/topics/keys/", "/topics/keys/edit/",
             "/following/", "/following/list/", "/following/list/?of=people", "/following/list/?of=topics", "/bookmarks/", "LONG", "LONG?comments=liked", "/wiki/", "/g/open/wiki/", "/no/such/page/",
             "/?kind=question", "/news/", "/questions/", "/questions/?view=mine", "/g/open/news/", "/g/open/questions/",
             "/new/?kind=news", "/new/?kind=question", "QUESTION", "NEWS", "NEWShighlight/",
             "/notifications/", "/notifications/?show=unread", "/settings/notifications/#reasons-table", "/newsletters/", "/newsletters/new/",
             "/newsletters/1/write/", "/newsletters/1/look/", "/newsletters/2/", "/digest/",
             "/search/", "/search/?q=key", "/search/?q=key&kind=question", "/search/?q=zeppelin&kind=question"],
    "member": ["ITEMedit/", "/drafts/", "/bin/", "DRAFTschedule/", "DRAFTedit/"],
    "outsider": ["/", "/g/?tab=discover", "/g/closed/", "/g/closed/about/"],
    "guest": ["/", "/notifications/", "/newsletters/", "/g/", "/g/project/", "/people/"],
    "manager": ["/manage/", "/manage/people/", "/manage/groups/", "/manage/features/", "/manage/organisation/", "/manage/searches/", "/manage/mail/", "/manage/mail-in/", "/manage/components/", "/people/invite/", "/people/?ended=1"],
}  # fmt: skip
# A feature's own pages stand in its folder, beside what makes what their addresses name ("/c/{idea}/").
for name in FEATURES:
    for who, paths in importlib.import_module(name).PAGES.items():
        PAGES.setdefault(who, []).extend(paths)
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


@pytest.fixture(scope="module", autouse=True)
def kinds(site):
    """Everything that a platform can have."""
    made = f"import json, sys; sys.path.insert(0, {str(ROOT)!r}); from tests import everything; print(json.dumps(everything.make()))"
    site.items |= json.loads(site.platform.python(made).splitlines()[-1])


@pytest.fixture
def visit(site, enter, new_page):
    pages = {}

    def go(who: str, path: str):
        if who not in pages:
            pages[who] = enter(who) if who != "nobody" else new_page()
        pages[who].emulate_media(reduced_motion="reduce")
        for word, item in WORDS.items():
            path = path.replace(word, f"/c/{site.items[item]}/")
        path = path.format(**site.items)
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
    if page.evaluate(WIDTH) > 360:  # what has just arrived may not have its looks yet
        page.wait_for_timeout(1_000)
    return page.evaluate(WIDTH)


WIDTH = "document.documentElement.scrollWidth"
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


# Colours are measured once nothing is fading any more; what runs for ever, or stands still halfway, isn't waited for.
STILL = """() => Promise.race([
  new Promise(done => setTimeout(done, 1500)),
  Promise.all(document.getAnimations().map(one => one.finished.catch(() => 0))),
])"""


def findings(page, options: dict, where: str) -> list[str]:
    page.evaluate(STILL)
    found = Axe().run(page, options=options).response["violations"]
    if found:  # a colour on its way from one theme to the other isn't one
        page.wait_for_timeout(1_000)
        found = Axe().run(page, options=options).response["violations"]
    return [
        f"{where}: {v['id']} ({v['help']}): {node['html'][:160]}" for v in found for node in v["nodes"][:3]
    ]
