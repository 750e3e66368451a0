"""Pictures and files, in a real browser: chosen, dropped and pasted, with script and without; and looked at."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.in_browser.test_every_page import RULES, findings
from tests.in_browser.test_flows import words, write

expect.set_options(timeout=15_000)


def picture(colour="teal", size=(900, 600)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


def chosen(name: str, data: bytes = b"") -> dict:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data or picture()}


DROP = """([kind, name, bytes]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], name, {type: "image/jpeg"}));
  const event = kind === "paste" ? new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})
    : new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true});
  document.querySelector(".composer-form .file-drop").dispatchEvent(event);
}"""


def post(page) -> None:
    page.locator(".composer-form button", has_text="Post").last.click()


def test_a_post_with_pictures(site, enter, script):
    page = enter("member", java_script_enabled=script)
    text = words()
    write(page, site, text)
    field = page.locator(".composer-form input[name=uploads]")
    field.set_input_files([chosen("one.jpg"), chosen("two.jpg"), chosen("notes.txt", b"words")])
    if script:
        expect(page.locator('.composer-form .carried-file[data-state="there"]')).to_have_count(3)
        page.locator(".composer-form .carried-caption").first.fill("A quiet harbour")
    post(page)
    card = page.locator("article", has_text=text)
    expect(card.locator(".photos-2 img")).to_have_count(2)
    expect(card.locator(".files")).to_contain_text("notes.txt")
    if script:
        expect(card.locator("img").and_(page.get_by_alt_text("A quiet harbour"))).to_have_count(1)
        assert card.locator(".photos img").first.evaluate("i => i.decode().then(() => i.naturalWidth > 0)")
    assert page.problems == []


def test_dropped_pasted_refused_removed_and_taken_back(site, enter):
    page = enter("member")
    text = words()
    write(page, site, text)
    page.locator(".composer-form .ProseMirror, .composer-form textarea[name=body]").first.wait_for()
    rows = page.locator(".composer-form .carried-file")
    for number, kind in enumerate(("drop", "paste")):
        page.evaluate(DROP, [kind, f"{kind}.jpg", list(picture("navy", (60, 40)))])
        expect(rows.nth(number)).to_have_attribute("data-state", "there")
    page.locator(".composer-form input[name=uploads]").set_input_files([chosen("bad.png", b"<html>")])
    expect(rows.nth(2)).to_have_attribute("data-state", "failed")
    expect(rows.nth(2)).to_contain_text("picture")
    assert not findings(page, RULES, "a form with files")
    rows.nth(2).get_by_role("button", name="Remove").click()
    expect(rows).to_have_count(2)
    for row in (rows.nth(0), rows.nth(1)):
        row.get_by_role("button", name="Remove").click()
        expect(row).to_have_attribute("data-state", "gone")
    rows.nth(1).get_by_role("button", name="Undo").click()
    post(page)
    card = page.locator("article", has_text=text)
    expect(card.locator(".photos a")).to_have_count(1)
    expect(card.locator(".photos a")).to_have_attribute("href", re.compile("paste"))
    assert not findings(page, RULES, "a card with a picture")


def test_sent_while_a_file_is_on_its_way(site, enter):
    """The form waits for it, and goes by itself."""
    page = enter("member")
    text = words()
    write(page, site, text)
    page.route("**/files/", lambda route: (page.wait_for_timeout(600), route.continue_()))
    page.locator(".composer-form input[name=uploads]").set_input_files([chosen("slow.jpg")])
    post(page)
    expect(page.locator("article", has_text=text).locator(".photos img")).to_have_count(1)


@pytest.fixture
def seen(site, enter):
    """A page that shows an item with three pictures."""
    page = enter("member", java_script_enabled=False)
    text = words()
    write(page, site, text)
    files = [chosen(f"{colour}.jpg", picture(colour)) for colour in ("red", "green", "blue")]
    page.locator(".composer-form input[name=uploads]").set_input_files(files)
    post(page)
    return text


def test_the_viewer_by_keyboard(site, enter, seen):
    page = enter("host")
    page.goto(f"{site.url}/g/open/")
    photos = page.locator("article", has_text=seen).locator("a[data-photo]")
    photos.nth(1).focus()
    page.keyboard.press("Enter")
    viewer = page.get_by_role("dialog", name="Picture")
    shown = viewer.locator("img")
    for key, name in ((None, "green"), ("ArrowRight", "blue"), ("ArrowRight", "red"), ("ArrowLeft", "blue")):
        if key:
            page.keyboard.press(key)
        expect(shown).to_have_attribute("src", re.compile(name))
    expect(viewer.locator(".viewer-count")).to_have_text("3 / 3")
    assert page.problems == []
    assert not findings(page, RULES, "the viewer")  # (its own styles are what the policy complains about)
    page.keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    assert page.evaluate("document.activeElement.href").endswith("green.webp")
    without = enter("host", java_script_enabled=False)
    without.goto(f"{site.url}/g/open/")
    without.locator("article", has_text=seen).locator("a[data-photo]").first.click()
    expect(without).to_have_url(re.compile(r"/files/\d+/red.webp$"))
