"""A package from somebody who means harm."""

import pytest

from kring.core.content.models import Comment, Content
from kring.core.files.models import File
from kring.core.people.models import Person
from kring.exchange import workers
from kring.exchange.interchange import take_in
from kring.exchange.tests.packages import comment, content, package, person

pytestmark = pytest.mark.django_db
NASTY = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="kring:c1&quot; onclick=&quot;alert(1)">x</a>',
    '<a href=\'kring:"><script>alert(1)</script>\'>x</a>',
    '<a title=\'href="kring:@anna"\' href="kring:c1">x</a>',
    "[x](kring:c1\"onmouseover=alert(1))",
    "[x](<kring:@anna\" onclick=\"alert(1)>)",
    "kring:@anna\"><script>alert(1)</script>",
    '<img src="files/../../secret" onload="alert(1)">',
    '<img src="files/a&quot; onerror=&quot;alert(1)">',
    '<svg><style><img src=x onerror=alert(1)></style></svg>',
    "https://kring-reference.invalid/\"onclick=alert(1)",
]  # fmt: skip


@pytest.mark.parametrize("format", ["html", "markdown", "text"])
def test_scripts_come_out_clean(tmp_path, format):
    bodies = [content(f"c{n}", body=body, format=format) for n, body in enumerate(NASTY)]
    answers = [comment(f"m{n}", body=body, format=format) for n, body in enumerate(NASTY)]
    take_in(
        package(tmp_path / "p", person("anna", name="<b onclick=alert(1)>", bio=NASTY[0]), *bodies, *answers)
    )
    assert Content.objects.count() == Comment.objects.count() == len(NASTY)
    for body in [
        *Content.objects.values_list("body", flat=True),
        *Comment.objects.values_list("body", flat=True),
    ]:
        for tag in tags(body):
            assert not any(name.startswith("on") or name == "style" for name in tag.attributes), body
            assert tag.name not in ("script", "style", "svg", "iframe"), body
            assert not tag.attributes.get("href", "").lower().startswith(("javascript:", "data:")), body


def tags(body: str):
    from html.parser import HTMLParser
    from types import SimpleNamespace

    found = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found.append(SimpleNamespace(name=tag, attributes={k: v or "" for k, v in attrs}))

    Reader().feed(body)
    return found


def test_files_from_outside_the_package(tmp_path):
    (tmp_path / "secret").write_text("hidden")
    wanted = ["../secret", "../../secret", "/etc/passwd", "..\\secret"]
    report = take_in(
        package(
            tmp_path / "p", person(avatar="../secret"),
            content(files=[{"path": path} for path in wanted], body="![x](files/../../secret)"),
        )
    )  # fmt: skip
    assert not File.objects.exists()
    assert not Person.objects.get().avatar
    assert sum("isn't in the package" in note for note in report.notes) >= 2


def test_a_page_called_a_picture_is_a_download(tmp_path):
    files = {
        "a.png": b"<html><script>alert(1)</script>",
        "b.svg": b"<svg><script>alert(1)</script></svg>",
        "c.html": b"<p>",
    }
    take_in(package(tmp_path / "p", person(), content(files=[{"path": path} for path in files]), files=files))
    for file in File.objects.all():
        assert not file.is_image
    assert File.objects.count() == 3


def test_a_body_that_takes_for_ever_costs_only_itself(tmp_path, monkeypatch):
    """The stand-in for the process that converts waits when it meets the word; the importer must not."""
    asked = workers.Worker.ask

    def ask(self, bodies):
        if any("endless" in body[0] for body in bodies):
            self.end()
            return None
        return asked(self, bodies)

    monkeypatch.setattr(workers.Worker, "ask", ask)
    monkeypatch.setattr(workers, "FEW", 0)
    report = take_in(package(tmp_path / "p", person(), content("c1", body="endless"), content("c2")))
    assert [reason for _, reason in report.reasons] == ["its body can't be turned into a page"]
    assert Content.objects.count() == 1


def test_a_process_that_converts_is_replaced_when_it_ends(monkeypatch):
    monkeypatch.setattr(workers, "FEW", 0)
    with workers.Converter(1) as converter:
        assert converter.submit([["*a*", "markdown"]])()[0][0] == "<p><em>a</em></p>"
        worker = workers.Worker()
        assert worker.ask([["a", "text"]])[0][0] == "<p>a</p>"
        worker.process.kill()
        worker.process.wait()
        assert worker.ask([["a", "text"]]) is None
        assert worker.ask([["a", "text"]])[0][0] == "<p>a</p>"
        worker.end()
