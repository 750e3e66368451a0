"""The field that people write in: Markdown from a plain field, HTML from the editor; unchanged text stays as it is."""

import re
from pathlib import Path

import pytest
from django import forms

from kring.core import web
from kring.core.content import richtext, text
from kring.core.content.models import Content
from kring.core.content.written import RichTextField, Written

BODY = (
    '<p>Ask <a href="/people/host/" data-person="2" rel="nofollow noopener">@Host</a> &amp; <sub>me</sub></p>\n'
    '<figure><img src="/files/1/a.webp" alt="A"><figcaption>B</figcaption></figure><p>x</p>'
)


class Form(Written, forms.Form):
    body = RichTextField(max_length=100)

    def __init__(self, *args, was="", **kwargs):
        super().__init__(*args, **kwargs)
        self.begin_with(was)


def sent(html: str, was: str = "", **more) -> Form:
    form = Form({"body": html.replace("\n", "\r\n"), "body_format": "html", **more}, was=was)
    form.is_valid()
    return form


def test_what_the_editor_sends_is_cleaned():
    form = sent("<p></p><h1 onclick=x>Hi</h1><p>a<script>b</script></p><p> </p><p><br></p>")
    assert form.html == '<h2 id="s-hi">Hi</h2><p>a</p>'


def test_markdown_of_a_plain_field():
    form = Form({"body": "**a** <script>b</script>"})
    assert form.is_valid() and form.html == "<p><strong>a</strong> </p>"


@pytest.mark.parametrize("html", ["<p></p>", "<script>x</script>", "<p>&nbsp;</p><p></p>"])
def test_nothing_is_nothing(html):
    assert "body" in sent(html).errors


def test_unchanged_from_either_field_stays_to_the_letter():
    assert sent(BODY, BODY).html == BODY
    plain = Form({"body": text.to_markdown(BODY).replace("\n", "\r\n")}, was=BODY)
    assert plain.is_valid() and plain.html == BODY


def test_the_length_counts_what_people_see():
    assert sent("<p>" + "<strong>a</strong>" * 20 + "</p>").errors == {}
    assert "body" in sent("<p>" + "a" * 101 + "</p>").errors
    assert "body" in sent("<p>" + "<br>" * 200 + "a</p>").errors


def test_what_comes_back_stands_in_both_fields():
    """After a failed attempt: HTML for the editor, Markdown for who has no script."""
    form = sent("<h1>Hi</h1>" + "<p>a</p>" * 60)
    field = form["body"]
    assert "## Hi" in str(field) and "&lt;" not in str(field)
    assert field.field.widget.html(field.value()).startswith('<h2 id="s-hi">Hi</h2><p>a</p>')


def test_the_edit_page_gives_html_to_the_editor_and_markdown_to_the_plain_field(cast):
    item = cast.items["open", "published"]
    Content.objects.filter(pk=item.pk).update(body=BODY)
    page = cast.client("member").get(f"/c/{item.pk}/edit/").text
    assert 'source="&lt;p&gt;Ask &lt;a href' in page and "Ask @host &amp;" in page
    cast.client("member").post(f"/c/{item.pk}/edit/", {"title": "T", "body": BODY, "body_format": "html"})
    assert Content.objects.get(pk=item.pk).body == BODY


def test_the_editor_knows_every_part_that_is_declared():
    source = (Path(web.__file__).parent / "static/web/editor/parts.js").read_text()
    known = re.findall(r"^  (\w+): \[", source.split("export const PARTS")[1], re.M)
    assert known == richtext.NAMES
