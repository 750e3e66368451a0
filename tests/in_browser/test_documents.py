"""A group's library in a real browser: many files at once with and without script, by keyboard; a large file whose connection breaks."""

import re

from playwright.sync_api import expect

expect.set_options(timeout=15_000)
LARGE = 12 * 1024 * 1024


def chosen(name: str, data: bytes = b"words") -> dict:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def test_many_at_once_a_newer_version_and_back(site, enter, script):
    page = enter("member", java_script_enabled=script)
    names = [f"{'plan' if script else 'minutes'} {n}" for n in (1, 2)]
    page.goto(f"{site.url}/g/open/documents/")
    field = page.locator(".document-add input[name=uploads]")
    field.set_input_files([chosen(f"{name}.txt") for name in names])
    if script:
        expect(page.locator('.document-add .carried-file[data-state="there"]')).to_have_count(2)
    page.get_by_role("button", name="Add to the library").click()
    expect(page.get_by_text("2 documents added.")).to_be_visible()
    page.get_by_role("link", name=re.compile(names[0])).first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1.card-title")).to_have_text(names[0])
    page.get_by_role("link", name="New version").click()
    page.locator("main form.form input[name=uploads]").set_input_files([chosen("newer.txt", b"better words")])
    if script:
        expect(page.locator('.carried-file[data-state="there"]')).to_have_count(1)
    page.get_by_label("What is new about it?").fill("Better")
    page.get_by_role("button", name="Add the new version").click()
    expect(page.locator(".document-plain")).to_have_text("better words")
    page.locator(".document-tools").get_by_role("link", name="All versions").click()
    page.get_by_role("button", name="Put this one back").click()
    expect(page.locator(".document-plain")).to_have_text("words")


def test_a_large_file_goes_on_after_the_connection_was_lost(site, enter):
    page = enter("member")
    page.goto(f"{site.url}/g/open/documents/")
    seen = []

    def lose(route):
        seen.append(route.request.headers["upload-offset"])
        route.abort() if len(seen) == 2 else route.continue_()

    page.route(
        "**/uploads/*/", lambda route: lose(route) if route.request.method == "PATCH" else route.continue_()
    )
    page.locator(".document-add input[name=uploads]").set_input_files([chosen("large.bin", b"x" * LARGE)])
    expect(page.locator('.document-add .carried-file[data-state="there"]')).to_have_count(1)
    assert len(seen) == 4 and seen[1] == seen[2]  # the piece that was lost, and again
    page.get_by_role("button", name="Add to the library").click()
    expect(page.get_by_role("link", name=re.compile("large")).first).to_be_visible()
