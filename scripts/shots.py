"""Pictures of every screen: `make shots`, or `python scripts/shots.py [--world demo|empty|import] [--only WORD]`.

Serves a platform of its own (the demo organisation, an empty one, or one with imported packages), walks it with headless
Chromium at three widths, in both themes and both languages, and writes PNGs to `shots/<world>/`. Look at each of them.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
WIDTHS = {390: 844, 820: 1100, 1440: 1000}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
KINDS = {
    "discussion": "discussions",
    "idea": "ideas",
    "poll": "polls",
    "event": "events",
    "document": "documents",
    "album": "albums",
    "link": "links",
    "thanks": "thanks",
    "page": "pages",
    "townhall": "townhalls",
}
PAGES = {
    "home": "/",
    "new": "/new/",
    "new-question": "/new/?kind=question",
    "home-questions": "/?kind=question",
    "news": "/news/",
    "questions": "/questions/",
    "wiki": "/wiki/",
    "ideas-board": "/ideas/?look=board",
    "ideas-closed": "/ideas/?view=closed",
    "events-month": "/events/?view=month",
    "events-week": "/events/?view=week",
    "event-feeds": "/events/feeds/",
    "polls-closed": "/polls/?view=closed",
    "pages-in-rail": "/pages/navigation/",
    **{f"new-{kind}": f"/new/?kind={kind}" for kind in (*KINDS, "challenge")},
    **{path: f"/{path}/" for path in KINDS.values()},
    **{f"item-{kind}": f"{{{kind}}}" for kind in KINDS},
    "poster": "{poll}poster/",
    "slips": "{poll}slips/",
    "room": "{poll}room/",
    "event-coming": "{event}coming/",
    "event-organise": "{event}organise/",
    "outcomes": "/outcomes/",
    "outcomes-owed": "/outcomes/owed/",
    "messages": "/messages/",
    "message": "{conversation}",
    "knowledge": "/knowledge/",
    "agenda": "/agenda/",
    "feeds": "/feeds/",
    "sources": "/sources/",
    "group-documents": "{group}documents/",
    "group-home": "/g/team-burgerzaken/",
    "group-wiki": "{group}wiki/",
    "topics": "/topics/",
    "following": "/following/",
    "bookmarks": "/bookmarks/",
    "people": "/people/",
    "faces": "/people/?view=faces",
    "palette": "/palette/?q=a",
    "search-start": "/search/",
    "search": "/search/?q=balie",
    "search-narrow": "/search/?q=balie&kind=question",
    "search-nothing": "/search/?q=zeppelin",
    "notifications": "/notifications/",
    "notifications-unread": "/notifications/?show=unread",
    "digest": "/digest/",
    "newsletters": "/newsletters/",
    "newsletter": "{newsletter}",
    "newsletter-write": "{draft}",
    "newsletter-look": "{look}",
    "shortcuts": "/shortcuts/",
    "groups": "/g/",
    "discover": "/g/?tab=discover",
    "group": "{group}",
    "members": "{group}members/",
    "about": "{group}about/",
    "group-settings": "{group}settings/",
    "group-features": "{group}settings/features/",
    "start-group": "/g/new/",
    "item": "{item}",
    "edit": "{own}edit/",
    "person": "{person}",
    "settings": "/settings/",
    "notification-settings": "/settings/notifications/",
    "sessions": "/settings/sessions/",
    "device": "/settings/device/",
    "waiting": "/waiting/",
    "share": "/share/?title=An+article&url=https://example.org/",
    "drafts": "/drafts/",
    "bin": "/bin/",
    "manage": "/manage/",
    "manage-searches": "/manage/searches/",
    "manage-mail": "/manage/mail/",
    "components": "/manage/components/",
    "not-found": "/c/999999999/",
}
FULL = (
    "item",
    *(f"item-{kind}" for kind in KINDS),
    "group-home",
    "group-settings",
    "notification-settings",
    "newsletter-write",
    "digest",
)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--world", choices=["demo", "empty", "import"], action="append")
    options.add_argument("--only", default="", help="take only pages whose name contains this")
    options.add_argument(
        "--package", action="append", default=[], help="interchange packages for the world “import”"
    )
    options.add_argument("--out", type=Path, default=ROOT / "shots")
    asked = options.parse_args()
    packages = [Path(p) for p in asked.package] or [
        p
        for n in ("en-ncar-threads", "nl-handboeken")
        if (p := ROOT.parent / "shared" / "corpus" / n).is_dir()
    ]
    for world in asked.world or ["demo", "empty", "import"]:
        if world == "import" and not packages:
            print("No package to import: name one with --package. Skipping the world “import”.")
            continue
        with Platform(world, packages) as platform:
            shoot(platform, asked.out / world, asked.only)


class Platform:
    """A served platform in a folder of its own."""

    def __init__(self, world: str, packages: list[Path]):
        self.world, self.packages = world, packages
        self.data = Path(tempfile.mkdtemp(prefix="kring-shots-"))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.env = os.environ | {
            "KRING_DATA": str(self.data),
            "KRING_PORT": str(self.port),
            "KRING_NAME": "Waterveen",
        }
        self.url = f"http://localhost:{self.port}"

    def __enter__(self):
        if self.world != "demo":
            self.kring("migrate")
            self.kring("create-manager", "--name", "Noor Bakker", "--email", "noor@example.org")
            for package in self.packages if self.world == "import" else []:
                self.kring("import", "interchange", str(package))
        command = "demo" if self.world == "demo" else "serve"
        log = open(self.data / "serve.log", "w")
        self.server = subprocess.Popen([KRING, command], env=self.env, stdout=log, stderr=subprocess.STDOUT)
        for _ in range(600):
            try:
                urllib.request.urlopen(self.url + "/healthz", timeout=1)  # noqa: S310  our own address
                return self
            except OSError:
                time.sleep(0.2)
        raise SystemExit(f"The server didn't answer; see {self.data / 'serve.log'}")

    def __exit__(self, *_):
        self.server.send_signal(signal.SIGTERM)
        self.server.wait(30)
        shutil.rmtree(self.data, ignore_errors=True)

    def kring(self, *arguments: str) -> str:
        done = subprocess.run([KRING, *arguments], env=self.env, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"kring {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
        return done.stdout

    def login_link(self) -> str:
        return next(
            word
            for word in self.kring(
                "login-link", "manager" if self.world == "demo" else "noor@example.org"
            ).split()
            if "/in/" in word
        )


KRING = str(Path(sys.executable).parent / "kring")


def shoot(platform: Platform, out: Path, only: str) -> None:
    out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        first = chromium.new_context(locale="nl-NL")
        page = first.new_page()
        page.goto(platform.url + "/accounts/login/")
        page.screenshot(path=out / "sign-in.png")
        page.goto(platform.login_link())
        page.wait_for_url(platform.url + "/")
        state, found = first.storage_state(), places(page, platform.url)
        for language in ("nl", "en"):
            choose_language(page, platform.url, language)
            for theme in ("light", "dark"):
                for width, height in WIDTHS.items():
                    context = chromium.new_context(
                        viewport={"width": width, "height": height}, color_scheme=theme, storage_state=state
                    )
                    walk(context.new_page(), platform.url, found, out, f"{width}-{theme}-{language}", only)
                    context.close()
        chromium.close()


def places(page, url: str) -> dict[str, str]:
    """Addresses of one group, item and person that stand in the stream, and of one item of each kind."""

    def first(selector: str) -> str:
        link = page.locator(selector).first
        return link.get_attribute("href") if link.count() else ""

    found = {
        "group": first(".rail a[href^='/g/']:not([href='/g/'])"),
        "item": max(
            (a.get_attribute("href").split("#")[0] for a in page.locator(".card-where a[href^='/c/']").all()),
            default="",
        ),
        "person": first(".card-by a"),
    }
    for kind, path in KINDS.items():
        page.goto(f"{url}/{path}/")
        found[kind] = first(
            f"#stream a[href^='/c/'], main .{kind}-row a[href^='/c/'], main a[href^='/c/']"
        ).split("#")[0]
    found["own"] = found["page"]  # pages are edited by managers too
    page.goto(url + "/messages/")
    found["conversation"] = first("main a[href^='/messages/']:not([href$='/new/'], [href$='/settings/'])")
    page.goto(url + "/newsletters/")
    draft = first(".letter-title[href$='/write/']")
    look = draft.replace("/write/", "/look/")
    return found | {"newsletter": first("#letters .letter-title"), "draft": draft, "look": look}


def walk(page, url: str, found: dict[str, str], out: Path, suffix: str, only: str) -> None:
    for name, path in PAGES.items():
        address = path.format(**found)
        if only not in name or not address.startswith("/"):
            continue
        answer = page.goto(url + address)
        page.wait_for_timeout(150)
        width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        page.screenshot(path=out / f"{name}-{suffix}.png", full_page=name in FULL)
        if width > 0 or answer.status >= 500:
            print(f"{name}-{suffix}: status {answer.status}, {max(width, 0)} px too wide")


def choose_language(page, url: str, language: str) -> None:
    page.goto(url + "/settings/")
    page.locator("select[name=language]").select_option(language)
    page.locator("form:has(select[name=language]) button[type=submit]").first.click()


def find_chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    raise SystemExit("No Chromium found: install the package chromium.")


if __name__ == "__main__":
    main()
