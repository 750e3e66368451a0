"""Saying what one knows and confirming it as people do it: by keyboard, and without script."""


def test_confirming_by_keyboard_is_seen_at_once_and_stays(site, enter):
    page = enter("member", java_script_enabled=False)
    page.goto(f"{site.url}/knowledge/")
    page.get_by_label("What do you know about?").fill("Sluice gates")
    page.get_by_role("button", name="I know about this").click()
    assert page.url.endswith("/knowledge/sluice-gates/")
    page = enter("host")
    page.goto(f"{site.url}/knowledge/sluice-gates/")
    confirm = page.get_by_role("button", name="Confirm")
    confirm.focus()
    with page.expect_response("**/confirm/") as sent:
        page.keyboard.press("Enter")
    assert sent.value.status == 204
    assert page.locator(".know-person .press").inner_text().strip() == "Confirmed"
    page.reload()
    assert page.locator(".know-person .press").inner_text().strip() == "Confirmed"


def test_a_question_begins_with_the_topic_and_who_knows(site, enter):
    page = enter("host")
    page.goto(f"{site.url}/knowledge/sluice-gates/")
    page.get_by_text("Ask someone who knows").click()
    page.get_by_role("button", name="Write your question").click()
    page.get_by_role("textbox", name="Your question").wait_for()
    assert page.locator('input[name="topics"]').input_value() == "Sluice gates"
    assert "@member" in page.locator(".composer-text").first.inner_html()
