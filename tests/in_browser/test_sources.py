"""From the address of a website to news in the group, with script and without."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from kring.tools.sources.tests.feeds import item, rss
from tests.in_browser.conftest import SET_UP, Site

PAGE = b'<html><head><title>x</title><link rel="alternate" type="application/rss+xml" href="/feed"></head><body>Hello</body></html>'


class Paper(BaseHTTPRequestHandler):
    def do_GET(self):
        found = {"/feed": rss(*(item(n) for n in range(1, 9)), title="The paper"), "/": PAGE}.get(self.path)
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "application/rss+xml" if self.path == "/feed" else "text/html")
        self.end_headers()
        self.wfile.write(found or b"")

    def log_message(self, *_words):
        pass


@pytest.fixture(scope="module")
def paper():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Paper)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def site(new_platforms) -> Site:
    """One that may fetch from this machine."""
    platform = new_platforms(KRING_OUTSIDE_ALLOW="localhost").start()
    made = json.loads(platform.python(SET_UP).splitlines()[-1])
    return Site(platform, made["links"], made["items"])


def test_from_an_address_to_news(site, enter, paper, script):
    group = "open" if script else "closed"
    page = enter("host", java_script_enabled=script)
    page.goto(f"{site.url}/g/{group}/sources/")
    page.get_by_role("link", name="Add a source").click()
    address = page.get_by_role("textbox", name="Address of the website, or of its feed")
    address.fill(f"{paper}/nothing")
    page.get_by_role("button", name="See what is there").click()
    shown(page, script, page.get_by_text("there is nothing at this address").first)
    assert address.input_value() == f"{paper}/nothing"
    address.fill(paper)
    page.get_by_role("button", name="See what is there").click()
    shown(page, script, page.get_by_role("heading", name="The paper"))
    page.get_by_role("radio", name="Ask us first").check()
    page.get_by_role("button", name="Follow this source").click()
    expect(page.locator(".source-entry")).to_have_count(5)
    page.get_by_role("button", name="Publish", exact=True).first.click()
    expect(page.get_by_text("1 item is news now.").first).to_be_visible()
    expect(page.locator(".source-entry")).to_have_count(4)
    if script:
        page.get_by_role("checkbox", name="Choose all").check()
    page.get_by_role("checkbox", name="Item 7").set_checked(not script)
    page.get_by_role("button", name="Skip the chosen").click()
    expect(page.locator(".source-entry")).to_have_count(1 if script else 3)
    page.get_by_role("link", name="With my own words").first.click()
    page.get_by_role("textbox", name="Headline").fill("Ours now")
    page.get_by_role("button", name="Publish as news").click()
    expect(page.get_by_role("heading", name="Ours now")).to_be_visible()
    assert (
        page.get_by_role("link", name="The paper").get_attribute("href").startswith("https://news.example/")
    )
    member = enter("member", java_script_enabled=script)
    member.goto(f"{site.url}/g/{group}/news/")
    assert "Item 8" in member.content() and "Ours now" in member.content()
    assert not [problem for problem in page.problems if "404" not in problem], page.problems


def shown(page, script: bool, what) -> None:
    """What a task found comes by itself; without script somebody asks for it."""
    for _ in range(60):
        if what.count():
            break
        again = page.get_by_role("link", name="Show what is there")
        if not script and again.count():
            again.click()
        page.wait_for_timeout(250)
    expect(what).to_be_visible()
