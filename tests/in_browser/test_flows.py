"""What people come for, in a real browser: with script and without, in a hurry, in two tabs, by keyboard."""

import re
import uuid

import pytest
from playwright.sync_api import expect

expect.set_options(timeout=15_000)  # a busy machine is slow, not wrong


def like(page):
    return page.locator("button.like").first


def words() -> str:
    return f"Words {uuid.uuid4().hex[:8]}"


def write(page, site, text: str) -> None:
    page.goto(f"{site.url}/g/open/")
    page.locator(".composer-line").click()
    if not page.locator("post-composer:defined").count():
        return page.locator(".composer textarea[name=body]").fill(text)
    page.wait_for_load_state("networkidle")  # what was begun before may come back
    expect(page.locator(".composer .ProseMirror")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def posted(page, site) -> str:
    """Post something and go to its page; returns what it says."""
    text = words()
    write(page, site, text)
    page.locator(".composer-post").click()
    card = page.locator("article", has_text=text)
    expect(card).to_have_count(1)
    page.goto(site.url + card.locator(".card-where a").nth(1).get_attribute("href"))
    return text


def test_a_link_signs_in_once(site, new_page):
    made = site.platform.run("login-link", "outsider").stdout
    link = re.search(r"http\S+/in/\S+", made)[0]
    page = new_page()
    page.goto(f"{site.url}/accounts/login/")
    page.evaluate(
        "url => document.body.append(Object.assign(document.createElement('a'), {href: url, id: 'in'}))", link
    )
    page.evaluate("document.getElementById('in').click()")  # from a page, it asks first
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome")
    page.get_by_role("button", name="Sign in as").click()
    expect(page).to_have_url(f"{site.url}/")
    other = new_page()
    assert other.goto(link).status >= 400
    expect(other.get_by_role("heading", level=1)).to_contain_text("doesn’t work any more")


def test_post(site, enter, script):
    page = enter("member", java_script_enabled=script)
    text = posted(page, site)
    expect(page.locator("article")).to_contain_text(text)
    assert page.problems == []


def test_a_double_click_posts_once(site, enter, script):
    page = enter("member", java_script_enabled=script)
    text = words()
    write(page, site, text)
    page.locator(".composer-post").dblclick(no_wait_after=True)
    expect(page.locator("article", has_text=text)).to_have_count(1)
    page.wait_for_load_state("networkidle")
    page.reload()
    expect(page.locator("article", has_text=text)).to_have_count(1)


def test_going_back_and_sending_again_posts_once(site, enter):
    """Without script: the answer is lost, the form is there again, it is sent again."""
    page = enter("member", java_script_enabled=False)
    text = words()
    write(page, site, text)
    form = page.locator(".composer-form")
    data = {
        field.get_attribute("name"): field.input_value() for field in form.locator("input[type=hidden]").all()
    }
    data |= {"body": text, "title": ""}
    for _ in range(2):
        answer = page.request.post(f"{site.url}/new/", form=data)
        assert answer.ok
    page.goto(f"{site.url}/g/open/")
    expect(page.locator("article", has_text=text)).to_have_count(1)


def test_comment_and_reply(site, enter, script):
    page = enter("member", java_script_enabled=script)
    posted(page, site)
    said, answered = words(), words()
    say(page, page.locator("form.comment-form[action$='/comments/']"), said)
    comment = page.locator(".comment", has_text=said).first
    expect(comment).to_be_visible()
    comment.get_by_role("link", name="Reply").click()
    say(
        page,
        page.locator("main form[action$='/comments/']", has=page.locator("input[name=parent]")),
        answered,
    )
    expect(page.locator(".comment-replies .comment", has_text=answered)).to_be_visible()
    page.reload()
    expect(page.locator(".comment-replies .comment", has_text=answered)).to_be_visible()
    expect(page.locator(".comment", has_text=said).first).to_be_visible()
    assert page.problems == []


def say(page, form, text: str) -> None:
    form.last.locator("textarea").fill(text)
    form.last.get_by_role("button", name="Post comment").click()


def test_like_and_take_it_back(site, enter, script):
    page = enter("host", java_script_enabled=script)
    posted(page, site)
    expect(like(page)).to_have_attribute("aria-pressed", "false")
    for pressed, count in (("true", "1"), ("false", ""), ("true", "1")):
        like(page).click()
        expect(like(page)).to_have_attribute("aria-pressed", pressed)
        page.wait_for_load_state("networkidle")
        page.reload()
        expect(like(page)).to_have_attribute("aria-pressed", pressed)
        expect(like(page).locator(".social-count")).to_have_text(count)
    assert page.problems == []


def test_many_quick_clicks_end_where_they_say(site, enter):
    page = enter("host")
    posted(page, site)
    for _ in range(5):
        like(page).click()
    page.wait_for_load_state("networkidle")
    page.reload()
    expect(like(page)).to_have_attribute("aria-pressed", "true")
    expect(like(page).locator(".social-count")).to_have_text("1")


def test_two_tabs(site, enter, script):
    """The second tab still shows what was before; what it asks for has been done: nothing is counted twice."""
    one = enter("host", java_script_enabled=script)
    posted(one, site)
    two = one.context.new_page()
    two.goto(one.url)
    for tab in (one, two):
        like(tab).click()
        expect(like(tab)).to_have_attribute("aria-pressed", "true")
        tab.wait_for_load_state("networkidle")
    one.reload()
    expect(like(one).locator(".social-count")).to_have_text("1")


def test_a_like_that_is_refused_is_shown_as_such(site, enter):
    page = enter("host")
    posted(page, site)
    page.route("**/react/", lambda route: route.fulfill(status=500))
    like(page).click()
    expect(page.locator(".toast")).to_be_visible()
    expect(like(page)).to_have_attribute("aria-pressed", "false")


def test_by_keyboard_only(site, enter):
    page = enter("member")
    page.goto(f"{site.url}/g/open/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')").startswith("#"), (
        "the first stop skips to the content"
    )
    text = words()
    go_to(page, ".composer summary")
    page.keyboard.press("Enter")
    expect(page.locator(".composer .ProseMirror")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type(text)
    go_to(page, ".composer-post")
    page.keyboard.press("Enter")
    card = page.locator("article", has_text=text)
    expect(card).to_have_count(1)
    page.goto(site.url + card.locator(".card-where a").nth(1).get_attribute("href"))
    go_to(page, "article button.like")
    page.keyboard.press("Enter")
    expect(like(page)).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("document.activeElement.matches('button.like')"), "the focus stays where it was"


def go_to(page, selector: str, most: int = 80) -> None:
    """Press Tab until the focus is there; every stop on the way must be seen."""
    page.wait_for_timeout(200)  # what opens may take the focus itself
    for number in range(most):
        if number or not page.evaluate("s => document.activeElement.matches(s)", selector):
            page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            shown = page.evaluate(
                "() => { const s = getComputedStyle(document.activeElement);"
                " return s.outlineStyle !== 'none' || s.boxShadow !== 'none' || !!document.activeElement.closest(':focus-within') }"
            )
            assert shown, f"{selector} doesn't show that it has the focus"
            return
    raise AssertionError(f"{selector} can't be reached by Tab")


@pytest.mark.parametrize("path", ["/", "/g/open/", "/new/"])
def test_nothing_comes_from_elsewhere_and_nothing_is_refused(site, enter, path):
    page = enter("member")
    elsewhere = []
    page.on(
        "request",
        lambda r: (
            elsewhere.append(r.url) if not r.url.startswith(("http://localhost", "data:", "blob:")) else None
        ),
    )
    page.goto(site.url + path)
    page.wait_for_timeout(300)
    assert elsewhere == []
    assert page.problems == []
