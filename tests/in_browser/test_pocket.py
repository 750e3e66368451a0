"""Kring on a phone: read and written without a connection; nothing lost, nothing doubled."""

import re
import uuid

import pytest
from playwright.sync_api import Error, expect

from tests.in_browser.test_flows import words
from tests.server import busy

expect.set_options(timeout=15_000 * busy())
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


@pytest.fixture
def pocket(site, enter):
    """A phone on which Kring has been opened: `pocket("member")`."""

    def make(who: str):
        page = enter(who, **PHONE)
        page.goto(site.url)
        page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
        until(page, "Boolean(navigator.serviceWorker.controller)")
        until(page, "caches.keys().then((names) => names.length)")
        return page

    return make


def until(page, true: str, arg=None):
    """Wait until the expression (or function of `arg`) is true in the page; it may be gone to another one meanwhile."""
    for _ in range(int(300 * busy())):
        try:
            if page.evaluate(true, arg):
                return
        except Error:
            pass
        page.wait_for_timeout(100)
    raise AssertionError(true)


def enter_anew(site, page, who: str):
    """Sign in there, with a link of its own: the others of this module aren't used up."""
    page.goto(site.platform.run("login-link", who).stdout.split()[-1])
    page.wait_for_url(f"{site.url}/")


def keep(page, address):
    """Open a page and wait until the device has it."""
    page.goto(address)
    until(
        page,
        """async (address) => {
          for (const name of await caches.keys()) if (name.startsWith("kring-pages-") && (await (await caches.open(name)).match(address, {ignoreVary: true}))) return true;
        }""",
        arg=address,
    )


def waiting(page):
    return page.evaluate("kringBox.all('waiting')")


def say(page, text):
    """Comment on the item that is open, in whatever stands there for that."""
    form = page.locator("form.comment-form").last
    form.locator("textarea").focus()
    page.wait_for_timeout(300)
    form.locator("textarea").evaluate(
        "(area, text) => { area.value = text; area.dispatchEvent(new Event('input', {bubbles: true})); }",
        text,
    )
    form.locator(".button").last.click()


def comments(site, text) -> int:
    return int(
        site.platform.python(
            f"from kring.core.content.models import Comment; print(Comment.objects.filter(body__contains={text!r}).count())"
        )
    )


def posts(site, text) -> int:
    return int(
        site.platform.python(
            f"from kring.core.content.models import Content; print(Content.objects.filter(body__contains={text!r}).count())"
        )
    )


def test_pages_are_read_offline_and_nobody_else_finds_them(site, pocket):
    page, item = pocket("host"), site.item("secret published")
    keep(page, item)
    title = page.locator("main .prose").first.inner_text()
    page.context.set_offline(True)
    page.goto(item)
    expect(page.locator("main")).to_contain_text(title)
    expect(page.locator("offline-bar")).to_contain_text(re.compile(r"You are offline; this is from \d"))
    page.goto(f"{site.url}/settings/account/")
    expect(page.locator("h1")).to_have_text("There is no connection")
    expect(page.locator("kept-pages li").first).to_be_visible()
    page.context.set_offline(False)
    page.goto(site.url)
    page.evaluate("document.querySelector('form[action=\"/accounts/logout/\"]').submit()")
    page.wait_for_url(re.compile("login"))
    until(page, "caches.keys().then((names) => !names.some((name) => name.startsWith('kring-pages')))")
    site.cookies.pop("host", None)
    site.links["host"] = site.platform.run("login-link", "host").stdout.split()[-1]
    page.context.set_offline(True)
    page.goto(item)
    expect(page.locator("body")).not_to_contain_text(title)


def test_settings_and_a_shared_computer_keep_nothing(site, pocket, enter):
    page = pocket("member")
    page.goto(f"{site.url}/settings/device/")
    page.get_by_role("button", name="Pages are kept").click()
    expect(page.get_by_role("button", name="Keep pages here")).to_be_visible()
    until(page, "caches.keys().then((names) => !names.some((name) => name.startsWith('kring-pages')))")
    page.goto(site.item("open published"))
    page.wait_for_timeout(300)
    assert not [name for name in page.evaluate("caches.keys()") if name.startswith("kring-pages")]
    guest = enter("guest")
    guest.goto(f"{site.url}/settings/device/")
    expect(guest.get_by_role("button", name="Keep pages here")).to_be_visible()


def test_a_comment_and_a_like_wait_and_arrive_once_from_two_tabs(site, pocket):
    page, item, text = pocket("member"), site.item("open published"), words()
    keep(page, item)
    other = page.context.new_page()
    other.goto(item)
    page.context.set_offline(True)
    say(page, text)
    expect(page.locator("offline-bar")).to_contain_text("Waiting to be sent (1)")
    expect(page.locator("form.comment-form textarea").last).to_have_value("")
    like = page.locator("main .like").first
    before = like.get_attribute("aria-pressed")
    like.click()
    expect(page.locator("offline-bar")).to_contain_text("Waiting to be sent (2)")
    assert like.get_attribute("aria-pressed") != before
    page.goto(f"{site.url}/waiting/")
    expect(page.locator("waiting-list li").first).to_contain_text(text)
    page.context.set_offline(False)
    other.bring_to_front()
    until(page, "kringBox.all('waiting').then((items) => !items.length)")
    assert comments(site, text) == 1
    page.goto(item)
    expect(page.locator("main .like").first).not_to_have_attribute("aria-pressed", before)


def test_a_post_from_its_own_page_waits_and_a_kept_page_is_used_twice(site, pocket):
    page, texts = pocket("member"), [words(), words()]
    keep(page, f"{site.url}/new/")
    page.context.set_offline(True)
    for text in texts:
        page.goto(f"{site.url}/new/")
        page.evaluate(
            "(text) => { const area = document.querySelector('.composer-form textarea'); area.value = text; }",
            text,
        )
        page.locator(".composer-post").click()
        page.wait_for_url(f"{site.url}/waiting/")
        expect(page.locator("waiting-list li", has_text=text)).to_be_visible()
    assert len(waiting(page)) == 2
    assert not page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('kring:typed'))")
    page.close()  # the tab is closed meanwhile
    page = pocket_of(page)
    page.context.set_offline(False)
    page.goto(site.url)
    until(page, "kringBox.all('waiting').then((items) => !items.length)")
    assert [posts(site, text) for text in texts] == [1, 1]


def pocket_of(page):
    return page.context.new_page()


def test_the_answer_is_lost_and_what_arrived_isnt_doubled(site, pocket):
    page, item, text = pocket("member"), site.item("open published"), words()
    page.goto(item)

    lost = []

    def lose(route):
        route.fetch()  # the server has it
        route.abort()  # and the phone never hears of it
        lost.append(route)

    page.route("**/comments/", lose, times=1)
    page.evaluate("window.addEventListener('kring', ({detail}) => (window.told ??= []).push(detail.type))")
    say(page, text)
    until(page, "window.told?.includes('waiting')")
    assert lost
    page.evaluate("kringOutbox.send({all: true})")
    until(page, "kringBox.all('waiting').then((items) => !items.length)")
    assert comments(site, text) == 1


def test_a_killed_server_costs_nobody_their_words(new_platform, new_page):
    platform = new_platform().start()
    platform.run("create-manager", "--name", "Mara Manager", "--email", "mara@example.org")
    page = new_page(**PHONE)
    page.goto(platform.run("login-link", "mara@example.org").stdout.split()[-1])
    page.wait_for_url(f"{platform.url}/")
    until(page, "Boolean(navigator.serviceWorker.controller)")
    page.goto(f"{platform.url}/new/")
    text = words()
    page.evaluate("(text) => { document.querySelector('.composer-form textarea').value = text; }", text)
    platform.stop(9)
    for process in platform.tree() if platform.process.poll() is None else []:
        process.kill()
    page.locator(".composer-post").click()
    page.wait_for_url(f"{platform.url}/waiting/")
    expect(page.locator("waiting-list li")).to_contain_text(text)
    assert waiting(page)[0]["maybe"] is True
    platform.start()
    page.goto(platform.url)
    page.evaluate("kringOutbox.send({all: true})")
    until(page, "kringBox.all('waiting').then((items) => !items.length)")
    count = f"from kring.core.content.models import Content; print(Content.objects.filter(body__contains={text!r}).count())"
    assert platform.python(count) == "1"


def test_what_is_refused_keeps_its_words_and_goes_back_into_its_form(site, pocket):
    page, item, text = pocket("member"), site.item("open published"), words()
    keep(page, item)
    page.context.set_offline(True)
    say(page, text)
    expect(page.locator("offline-bar")).to_contain_text("Waiting to be sent (1)")
    site.platform.python(
        "from kring.core.people.models import Session; Session.objects.filter(person__handle='member').delete()"
    )
    page.context.set_offline(False)
    until(page, "kringBox.all('waiting').then((items) => items[0].state === 'out')")
    site.cookies.pop("member", None)
    site.links["member"] = site.platform.run("login-link", "member").stdout.split()[-1]
    gone = uuid.uuid4().hex
    page.evaluate(
        "(token) => kringBox.all('waiting').then(([item]) => kringBox.put('waiting', {...item, id: token, url: '/c/987654321/comments/', at: 1}))",
        gone,
    )
    enter_anew(site, page, "member")
    until(page, "kringBox.all('waiting').then((items) => items.length === 1 && items[0].state === 'gone')")
    assert comments(site, text) == 1
    page.goto(f"{site.url}/waiting/")
    line = page.locator("waiting-list li")
    expect(line).to_contain_text("isn’t there any more")
    expect(line).to_contain_text(text)
    line.get_by_role("button", name="Throw away").click()
    expect(page.locator(".waiting-none")).to_be_visible()


def test_it_is_taken_back_into_its_form(site, pocket):
    page, text, more = pocket("member"), words(), words()
    keep(page, f"{site.url}/new/")
    page.context.set_offline(True)
    page.goto(f"{site.url}/new/")
    page.evaluate("(text) => { document.querySelector('.composer-form textarea').value = text; }", text)
    page.locator(".composer-post").click()
    page.wait_for_url(f"{site.url}/waiting/")
    page.evaluate("kringOutbox.send = () => {}")
    page.get_by_role("button", name="Go on with it").click()
    expect(page.locator(".toast")).to_contain_text("needs a connection")
    page.evaluate(
        "void navigator.locks.request('kring-waiting', () => new Promise(() => {}))"
    )  # nothing is sent for now
    page.context.set_offline(False)
    page.get_by_role("button", name="Go on with it").click()
    page.wait_for_url(re.compile(r"/new/\?draft="))
    expect(page.locator(".composer-form textarea[name=body]")).to_have_value(re.compile(text))
    assert waiting(page) == []
    assert more != text


def test_something_is_shared_signed_out_and_with_a_picture(site, pocket):
    page, text = pocket("member"), words()
    site.platform.python("from kring.core.content.drafts import Draft; Draft.objects.all().delete()")
    page.context.clear_cookies()
    page.evaluate(
        """async (text) => {
          const form = Object.assign(document.createElement("form"), {method: "post", action: "/share/", enctype: "multipart/form-data"});
          for (const [name, value] of [["title", "A heron"], ["text", text], ["url", "https://example.org/heron"]]) form.append(Object.assign(document.createElement("input"), {name, value}));
          const picture = Object.assign(document.createElement("input"), {name: "files", type: "file"});
          const canvas = new OffscreenCanvas(40, 30);
          canvas.getContext("2d").fillRect(5, 5, 20, 20);
          const files = new DataTransfer();
          files.items.add(new File([await canvas.convertToBlob()], "heron.png", {type: "image/png"}));
          picture.files = files.files;
          form.append(picture);
          document.body.append(form);
          form.submit();
        }""",
        text,
    )
    page.wait_for_url(re.compile(r"/accounts/login/\?next=/share/"))
    assert page.evaluate("kringBox.all('shared').then((items) => items.length)") == 1
    enter_anew(site, page, "host")  # somebody else on this device finds none of it
    page.goto(f"{site.url}/share/")
    page.goto(f"{site.url}/waiting/")
    expect(page.locator(".waiting-none")).to_be_visible()
    assert page.evaluate("kringBox.all('shared').then((items) => items.length)") == 1
    page.context.clear_cookies()
    enter_anew(site, page, "member")
    expect(page.locator("offline-bar")).to_contain_text("Waiting to be sent (1)")
    page.goto(f"{site.url}/share/")
    page.wait_for_url(re.compile(r"/new/\?draft="))
    expect(page.locator(".composer-form input[name=title]")).to_have_value("A heron")
    expect(page.locator(".composer-form textarea[name=body]")).to_have_value(re.compile(text))
    expect(page.locator(".composer-form .carried-name")).to_have_text("heron.webp")
    assert page.evaluate("kringBox.all('shared').then((items) => items.length)") == 0


def test_the_app_describes_itself(site, new_page):
    page = new_page(locale="nl-NL")
    page.goto(site.url)
    client = page.context.new_cdp_session(page)
    until(page, "navigator.serviceWorker.ready.then(() => 1)")
    assert client.send("Page.getInstallabilityErrors")["installabilityErrors"] in (
        [],
        [{"errorId": "in-incognito", "errorArguments": []}],
    )
    assert client.send("Page.getAppManifest")["errors"] == []


def test_a_message_is_shown_once_and_opens_what_it_is_about(site, pocket):
    page, item = pocket("member"), site.item("open published")
    page.context.grant_permissions(["notifications"], origin=site.url)
    client = page.context.new_cdp_session(page)
    registrations = []
    client.on(
        "ServiceWorker.workerRegistrationUpdated", lambda event: registrations.extend(event["registrations"])
    )
    client.send("ServiceWorker.enable")
    page.wait_for_timeout(300)
    import json

    def push(key, tag, title):
        said = {
            "key": key,
            "tag": tag,
            "title": title,
            "body": "",
            "url": item.removeprefix(site.url) + "#comments",
            "unread": 2,
        }
        client.send(
            "ServiceWorker.deliverPushMessage",
            {
                "origin": site.url,
                "registrationId": registrations[0]["registrationId"],
                "data": json.dumps(said),
            },
        )

    def shown():
        return page.evaluate(
            "navigator.serviceWorker.getRegistration().then((one) => one.getNotifications()).then((all) => all.map((one) => one.title).sort())"
        )

    for key, tag, title in (
        ("n1", "c1", "One"),
        ("n2", "c1", "Two"),
        ("n2", "c1", "Two"),
        ("n3", "c2", "Three"),
    ):
        push(key, tag, title)
        page.wait_for_timeout(200)
    page.wait_for_timeout(300)
    assert shown() == ["Three", "Two"]
    worker = next(one for one in page.context.service_workers if one.url.endswith("/sw.js"))
    worker.evaluate("(url) => opened({ url })", item.removeprefix(site.url) + "#comments")
    page.wait_for_url(re.compile(r"/c/\d+/#comments"))
    page.evaluate("document.dispatchEvent(new CustomEvent('notifications', {detail: {unread: 0}}))")
    until(
        page,
        "navigator.serviceWorker.getRegistration().then((one) => one.getNotifications()).then((all) => !all.length)",
    )
