"""Questions, news and long texts in a real browser."""

import re
import uuid

from playwright.sync_api import expect


def posted(page, site, kind: str, title: str, **fields) -> str:
    """Post one in the group *open*, and go to its page."""
    page.goto(f"{site.url}/new/?kind={kind}&group=open")
    page.locator("[name=title]").fill(title)
    for name, value in fields.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("button.composer-post").click()
    page.goto(f"{site.url}/g/open/")
    page.get_by_role("link", name=title).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    return page.url


def test_asking_answering_and_choosing(site, enter, script):
    title = f"Question {uuid.uuid4().hex[:8]}?"
    asker, other = (enter(who, java_script_enabled=script) for who in ("member", "host"))
    address = posted(asker, site, "question", title)
    other.goto(address)
    other.locator("textarea[name=body]").last.fill("The porter has it.")
    other.get_by_role("button", name="Post comment").last.click()
    expect(other.get_by_text("The porter has it.").first).to_be_visible()
    asker.goto(address)
    asker.get_by_role("button", name="Best answer").click()
    expect(asker.locator(".best-answer")).to_contain_text("The porter has it.")
    expect(asker.locator(".chip-stated")).to_contain_text("answered")
    asker.goto(f"{site.url}/questions/?view=answered")
    expect(asker.locator("article", has_text=title)).to_have_count(1)
    asker.goto(address)
    asker.get_by_role("button", name="Not the best answer").click()
    expect(asker.locator(".best-answer")).to_have_count(0)


def test_news_on_top_of_home_until_it_is_put_away(site, enter, script):
    title = f"News {uuid.uuid4().hex[:8]}"
    host, reader = (enter(who, java_script_enabled=script) for who in ("host", "member"))
    address = posted(host, site, "news", title, lead="Short and good.")
    host.goto(address.split("#")[0] + "highlight/")
    host.get_by_role("button", name="Highlight", exact=True).click()
    expect(host.locator(".highlight")).to_contain_text(title)
    site.speak(
        "en"
    )  # what is on top is kept for a minute for each person, unless something about them changes
    reader.goto(f"{site.url}/")
    reader.locator(".highlight").get_by_role("button", name="Put this away").click()
    expect(reader.locator(".highlight", has_text=title)).to_have_count(0)


def test_a_long_text_unfolds_where_it_stands(site, enter):
    page = enter("member")
    words = uuid.uuid4().hex[:8]
    site.platform.python(
        "from kring.core.content import verbs; from kring.core.groups.models import Group;"
        " from kring.core.people.models import Person;"
        " verbs.post(Person.objects.get(handle='member'), Group.objects.get(slug='open'), 'update',"
        f" title='{words}', body='<p>line</p>' * 40 + '<p><a href=\"/g/\">the end</a></p>')"
    )
    page.goto(f"{site.url}/g/open/")
    card = page.locator("article", has_text=words)
    more = card.locator("read-on a")
    low = card.locator(".card-body").bounding_box()["height"]
    more.click()
    expect(page).to_have_url(re.compile("/g/open/$"))
    expect(more).to_have_text("Show less")
    assert card.locator(".card-body").bounding_box()["height"] > 3 * low
    more.click()
    expect(more).to_have_attribute("aria-expanded", "false")
    card.get_by_role("link", name="the end").focus()  # by keyboard, into what is hidden
    expect(more).to_have_attribute("aria-expanded", "true")
