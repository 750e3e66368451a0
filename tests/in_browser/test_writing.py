"""Writing rich text: by keys and by pasting, with the editor and without it."""

import base64
import io
import re
from ast import literal_eval
from pathlib import Path

from PIL import Image
from playwright.sync_api import expect

from tests.in_browser.test_every_page import RULES, findings

PASTED = Path(__file__).parent / "pasted"
PASTE = """(area, [data, file]) => {
    const clipboardData = new DataTransfer();
    for (const [type, value] of Object.entries(data)) clipboardData.setData(type, value);
    if (file) {
        const bytes = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0));
        clipboardData.items.add(new File([bytes], "harbour.png", { type: "image/png" }));
    }
    area.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


def editor(page):
    return page.locator(".composer .ProseMirror")


def begin(page, site):
    """An empty editor in the composer."""
    page.goto(f"{site.url}/g/open/")
    page.locator(".composer summary").first.click()
    page.wait_for_load_state("networkidle")  # what was begun before may come back
    expect(editor(page)).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    return page.keyboard


def written(page) -> str:
    page.evaluate(
        "new FormData(document.querySelector('.composer form'))"
    )  # whoever reads the form reads it all
    page.wait_for_timeout(300)
    return page.locator(".composer textarea[name=body]").input_value()


def post(page):
    page.locator(".composer-form button", has_text="Post").click()


def test_everything_that_can_be_written(site, enter):
    page = enter("member")
    keys = begin(page, site)
    keys.type("## Harbour day")
    keys.press("Enter")
    keys.type("Ask @host")
    expect(page.get_by_role("listbox", name="People").get_by_role("option")).to_have_count(1)
    keys.press("Enter")
    keys.type("about #ships")
    expect(page.get_by_role("listbox", name="Topics").get_by_role("option")).to_have_count(1)
    keys.press("Tab")
    keys.press("Enter")
    keys.type("- rope")
    keys.press("Enter")
    keys.type("tar")
    keys.press("Enter")
    keys.press("Enter")
    picture = io.BytesIO()
    Image.new("RGB", (60, 40), "orange").save(picture, "PNG")
    editor(page).evaluate(PASTE, [{}, base64.b64encode(picture.getvalue()).decode()])
    expect(editor(page).locator("img[src^='/files/']")).to_be_visible()
    page.locator(".composer").get_by_role("button", name="Table").click()
    keys.type("Deck")
    post(page)
    card = page.locator("article", has_text="Harbour day")
    expect(card).to_have_count(1)
    page.goto(site.url + card.locator("a[href^='/c/']").first.get_attribute("href"))
    text = page.locator("article .prose").first
    expect(text.locator("h2")).to_have_text("Harbour day")
    expect(text.locator("li")).to_have_text(["rope", "tar"])
    expect(text.locator("a[data-person]")).to_have_attribute("href", "/people/host/")
    expect(text.locator("a[data-topic=ships]")).to_have_text("#ships")
    expect(text.locator("thead th").first).to_have_text("Deck")
    assert text.locator("img").evaluate("image => image.decode().then(() => image.naturalWidth)") == 60
    assert page.problems == []
    begin(page, site).type("@host")
    expect(page.get_by_role("option")).to_have_count(1)
    assert findings(page, RULES, "an open list of people") == []
    keys.press("Escape")
    expect(page.get_by_role("listbox", name="People")).to_be_hidden()
    expect(editor(page)).to_be_focused()


def test_without_script_it_is_markdown(site, enter):
    page = enter("member", java_script_enabled=False)
    page.goto(f"{site.url}/g/open/")
    page.locator(".composer summary").first.click()
    page.locator(".composer textarea[name=body]").fill(
        "## Plain day\n\nAsk @host about #ships\n\n- rope\n- tar"
    )
    post(page)
    text = page.locator("article", has_text="Plain day").first.locator(".prose").first
    expect(text.locator("h2")).to_have_text("Plain day")
    expect(text.locator("li")).to_have_text(["rope", "tar"])
    expect(text.locator("a[data-person]")).to_have_attribute("href", "/people/host/")
    expect(text.locator("a[data-topic=ships]")).to_be_visible()


def test_what_is_pasted_comes_out_clean(site, enter):
    page = enter("member")
    begin(page, site)

    def pasted(html="", words="words", into=editor):
        page.keyboard.press("Control+a")
        page.keyboard.press("Delete")
        into(page).evaluate(
            PASTE, [{"text/html": html, "text/plain": words} if html else {"text/plain": words}, None]
        )
        page.wait_for_timeout(300)
        return written(page)

    assert pasted((PASTED / "word.html").read_text()) == (
        "<h2>Verslag overleg</h2><h2>Besluiten</h2><p>Dit is <strong>vet</strong> en <em>schuin</em> en rood.</p>"
        "<ul><li>Eerste<ul><li>Dieper</li></ul></li><li>Tweede</li></ul><p>Tussen</p>"
        "<ol><li>Stap een</li><li>Stap twee</li></ol>"
        "<table><tbody><tr><td><strong>Wie</strong></td><td>Wat</td></tr></tbody></table>"
        '<p><a href="https://example.org/">een link</a></p>'
    )
    assert pasted((PASTED / "docs.html").read_text()) == (
        "<h2>Plan</h2><p>Een <strong>vet</strong><em> schuin</em><s> weg</s> "
        '<a href="https://example.org/a">link</a></p><ul><li>een<ul><li>dieper</li></ul></li><li>twee</li></ul>'
        "<table><tbody><tr><td>cel</td></tr></tbody></table>"
    )
    html = pasted((PASTED / "page.html").read_text())
    assert html.startswith("<h2>Heading</h2>") and '<a href="/there/">there</a>' in html
    assert '<a href="https://elsewhere.example/map.png">A map</a>' in html
    assert not any(bad in html for bad in ("style", "javascript", " on", "<img", "<form", "ran", "seen"))
    assert page.evaluate("window.ran") is None
    expect(editor(page).locator("h2")).to_be_visible()
    assert pasted(words="# A\n\n- b\n- **c**") == "<h2>A</h2><ul><li>b</li><li><strong>c</strong></li></ul>"
    assert pasted(words="see https://example.org/x.") == (
        '<p>see <a href="https://example.org/x">https://example.org/x</a>.</p>'
    )
    assert page.problems == []


EVERYTHING = (
    '<h2 id="s-a">A</h2><p>b <strong>c</strong> <em>d</em> <u>e</u> <s>f</s> <code>g</code> <sub>h</sub> <sup>i</sup> <mark>j</mark> '
    '<ins>k</ins> <del>l</del><br>m <a href="/people/host/" data-person="1" rel="nofollow noopener">@Host</a> '
    '<a href="x/y" title="z" rel="nofollow noopener">n</a></p><hr><h3 id="s-o">o</h3><blockquote><p>p</p></blockquote>'
    '<pre><code class="language-py">q = 1</code></pre><ul><li>r<ol start="3"><li>s</li></ol></li></ul><dl><dt>t</dt><dd>u</dd></dl>'
    '<table><thead><tr><th>v</th><th align="right">w</th></tr></thead><tbody><tr><td colspan="2">x</td></tr></tbody></table>'
    '<figure><img src="/files/1/a.webp" alt="y" width="4" height="3"><figcaption>z</figcaption></figure>'
)


def test_editing_loses_nothing(site, enter):
    """What the sanitiser lets in survives the editor: to the letter where nothing was changed, else in substance."""
    page = enter("member")
    item = site.items["open published"]
    site.platform.python(
        f"from kring.core.content.models import Content; Content.objects.filter(pk={item}).update(body={EVERYTHING!r})"
    )
    save = page.get_by_role("button", name="Save")
    page.goto(f"{site.item('open published')}edit/")
    expect(page.locator(".ProseMirror h2")).to_have_text("A")
    save.click()
    assert body(site, item) == EVERYTHING
    page.goto(f"{site.item('open published')}edit/")
    page.locator(".ProseMirror h2").click()
    page.keyboard.press("End")
    page.keyboard.type("B")
    save.click()
    expect(page.locator("article h2", has_text="AB").first).to_be_visible()
    changed = EVERYTHING.replace('<h2 id="s-a">A', '<h2 id="s-ab">AB')
    assert plainly(body(site, item)) == plainly(changed)


def body(site, item: int) -> str:
    script = (
        f"from kring.core.content.models import Content; print(repr(Content.objects.get(pk={item}).body))"
    )
    return literal_eval(site.platform.python(script).splitlines()[-1])


def plainly(html: str) -> str:
    """With the attributes of every tag in one order."""
    attributes = re.compile(r' [\w-]+="[^"]*"')
    return re.sub(r"<(\w+)([^>]*)>", lambda m: f"<{m[1]}{''.join(sorted(attributes.findall(m[2])))}>", html)


def test_where_the_editor_fails_the_plain_field_stays(site, enter):
    page = enter("member")
    page.route("**/editor/begin*.js", lambda route: route.abort())
    page.goto(f"{site.url}/g/open/")
    page.locator(".composer summary").first.click()
    page.keyboard.type("Still **here**")
    page.wait_for_timeout(500)
    expect(page.locator(".composer textarea[name=body]")).to_be_visible()
    post(page)
    expect(page.locator("article strong", has_text="here").first).to_be_visible()
