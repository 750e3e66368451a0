"""News on an open page, in a real browser: across the two ports, with cookies, under the page's own policy."""

import json

from tests.test_live import SESSIONS, post


def test_an_open_page_says_that_there_is_something_new(new_platform, new_page):
    live = new_platform().start()
    live.sessions = json.loads(live.python(SESSIONS).splitlines()[-1])
    page = new_page()
    page.context.add_cookies([{"name": "kring_session", "value": live.sessions["outsider"], "url": live.url}])
    said = []
    page.on("console", lambda message: said.append(message.text))
    with page.expect_response(lambda answer: answer.url.startswith(live.live)) as listening:
        page.goto(live.url)
    assert listening.value.status == 200, said
    post(live, "member", "secret")
    post(live, "member", "everyone")
    link = page.locator("new-items a")
    link.wait_for(state="visible", timeout=30_000)
    assert link.inner_text() == "1 new post"
    with page.expect_response(lambda response: response.url.rstrip("/") == live.url):
        link.click()
    link.wait_for(state="hidden")
    assert not [words for words in said if "Content Security Policy" in words or "CORS" in words]
