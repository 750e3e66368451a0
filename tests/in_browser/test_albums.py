"""An album and a link, in a real browser: made, looked through and put in order with the keyboard, and without script."""

import re

from playwright.sync_api import expect

from tests.in_browser.test_files import chosen, picture

expect.set_options(timeout=15_000)


def make(page, site, title: str, number: int) -> str:
    page.goto(f"{site.url}/new/?kind=album")
    page.get_by_label("What is it called?").fill(title)
    page.locator("input[name=uploads]").set_input_files(
        [
            chosen(f"{n}.jpg", picture(colour, (90, 60)))
            for n, colour in zip(range(number), ("teal", "tan", "navy"), strict=False)
        ]
    )


def test_with_the_keyboard(site, enter):
    page = enter("member")
    make(page, site, "Three photos", 3)
    expect(page.locator('.carried-file[data-state="there"]')).to_have_count(3)
    for place, caption in enumerate(page.locator(".carried-caption").all()):
        caption.fill(f"Photo of part {place}")
    page.locator(".composer-post").press("Enter")
    page.goto(f"{site.url}/albums/")
    page.get_by_role("link", name="Three photos").press("Enter")
    photos = page.locator(".album-photo a")
    expect(photos).to_have_count(3)
    photos.first.focus()
    photos.first.press("Enter")
    count = page.locator(".viewer-count")
    expect(count).to_have_text("1 / 3")
    for key, shown in (
        ("ArrowRight", "2 / 3"),
        ("End", "3 / 3"),
        ("ArrowRight", "1 / 3"),
        ("ArrowLeft", "3 / 3"),
        ("Home", "1 / 3"),
    ):
        page.keyboard.press(key)
        expect(count).to_have_text(shown)
    expect(page.locator(".viewer-words")).to_have_text("Photo of part 0")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    expect(photos.first).to_be_focused()
    page.get_by_role("link", name="Arrange").first.press("Enter")
    page.get_by_role("button", name="Photo 3: to the front").press("Enter")
    expect(page.locator(".album-words input").first).to_have_value("Photo of part 2")
    grip, last = page.locator(".album-grip").first, page.locator("album-order li").last
    with page.expect_response(lambda answer: "arrange" in answer.url and answer.status == 204):
        grip.drag_to(last, target_position={"x": 60, "y": 80})
    page.reload()
    expect(page.locator(".album-words input").last).to_have_value("Photo of part 2")
    assert page.problems == []


def test_without_script(site, enter):
    page = enter("member", java_script_enabled=False)
    make(page, site, "Two photos", 2)
    page.locator(".composer-post").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Two photos")
    page.locator(".album-photo a").first.click()
    page.get_by_label("What is in the picture?").fill("The first")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Next").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Photo 2")
    page.goto(re.sub(r"\d+/$", "arrange/", page.url))
    page.get_by_role("button", name="Photo 2: to the front").click()
    expect(page.locator(".album-words input").last).to_have_value("The first")


def test_a_link_that_was_shared_before(site, enter):
    page = enter("member")
    for turn in range(2):
        page.goto(f"{site.url}/new/?kind=link")
        page.get_by_label("Address").fill("https://www.example.org/shared-twice")
        if turn:
            expect(page.locator(".link-known")).to_contain_text("Already shared here")
        page.locator("input[name=title]").fill("Shared twice")
        page.locator(".composer-post").click()
        expect(page.locator(".link-domain").first).to_have_text("example.org")
    assert page.problems == []
