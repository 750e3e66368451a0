"""A real browser for tests: the machine's Chromium, driven by Playwright."""

from __future__ import annotations

import os
import shutil

import pytest
from playwright.sync_api import expect

from tests.server import busy

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]


def executable() -> str | None:
    return os.environ.get("KRING_TEST_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def chromium():
    """One browser for the whole run."""
    path = executable()
    if path is None:
        pytest.skip("there is no Chromium on this machine (make test installs one)")
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


def press_until(page, key: str, field) -> None:
    """Press it until the field has the focus: a browser that was just about to close a dialog may swallow a key."""
    for last in (False, False, True):
        page.keyboard.press(key)
        try:
            expect(field).to_be_focused(timeout=15_000 if last else 4_000)
            return
        except AssertionError:
            if last:
                raise


@pytest.fixture
def new_page(chromium):
    """Makes pages, each in a context (cookies) of its own: `new_page(locale="nl-NL", viewport=…)`."""
    contexts = []

    def make(**options):
        context = chromium.new_context(**{"locale": "en-GB", **options})
        context.set_default_timeout(10_000 * busy())
        expect.set_options(timeout=15_000 * busy())
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()
