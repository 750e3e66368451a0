"""Mails that nobody means well with: each is dealt with in a moment, and breaks nothing."""

import io
import time
import zipfile
from email.message import EmailMessage

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from kring.core.letterbox import addresses, bodies, parsing
from kring.core.letterbox.quotes import own_words
from kring.core.letterbox.tests.post import arrive, written

pytestmark = pytest.mark.django_db
LONG = 20  # seconds of CPU; all of these take one or two


@pytest.fixture(autouse=True)
def in_a_moment():
    began = time.process_time()
    yield
    assert time.process_time() - began < LONG


@pytest.fixture
def to(cast):
    return addresses.reply_to(cast.member, cast.items["open", "published"])


def head(cast, to: str) -> bytes:
    return f"From: {cast.member.email}\r\nTo: {to}\r\nSubject: Re: x\r\nMessage-ID: <h@x>\r\nMIME-Version: 1.0\r\n".encode()


def test_fifty_megabytes(cast, to):
    raw = head(cast, to) + b"Content-Type: text/plain\r\n\r\n" + b"many words and more \r\n" * 2_300_000
    assert arrive(raw, to).reason == "long"


def test_ten_thousand_parts(cast, to):
    raw = (
        head(cast, to)
        + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
        + b"--b\r\n\r\nx\r\n" * 10_000
        + b"--b--\r\n"
    )
    assert arrive(raw, to).reason == "unreadable"


def test_parts_within_parts(cast, to):
    deep = b"".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n'.encode() for n in range(1500)
    )
    assert arrive(head(cast, to) + deep + b"\r\nx", to).reason == "unreadable"


def test_messages_within_messages(cast, to):
    assert (
        arrive(head(cast, to) + b"Content-Type: message/rfc822\r\n\r\n" * 1500 + b"x", to).reason
        == "unreadable"
    )


def test_a_bomb_of_headers(cast, to):
    assert arrive(head(cast, to) + b"X-A: b\r\n" * 100_000 + b"\r\nx", to).reason == "unreadable"


@pytest.mark.parametrize(
    "line",
    [
        b"To: " + b"a@b.test, " * 10_000,
        b"Cc: " + b"(" * 50_000,
        b"Subject: " + b"=?utf-8?q?=41?= " * 5_000,
        b"Content-Type: text/plain; " + b"".join(b"name*%d=x; " % n for n in range(4000)),
        b"References: " + b"<a@b> " * 20_000,
        b"Authentication-Results: " + b"(" * 30_000,
        b'Reply-To: "' + b'\\"' * 50_000,
    ],
    ids=lambda line: line[:12].decode(),
)
def test_long_headers(cast, to, line):
    row = arrive(head(cast, to) + line + b"\r\n\r\nJust words", to)
    assert row.state in ("taken", "refused", "ignored")


def test_tags_within_tags(cast, to):
    raw = head(cast, to) + b"Content-Type: text/html\r\n\r\n<p>Mine</p>" + b"<div>" * 60_000
    assert arrive(raw, to).state == "taken"
    raw = (
        head(cast, to).replace(b"<h@x>", b"<h2@x>")
        + b"Content-Type: text/html\r\n\r\n<p>Mine</p>"
        + b"<blockquote><b><i>" * 9_000
        + b"x"
    )
    assert arrive(raw, to).state in ("taken", "refused")


@pytest.mark.parametrize(
    "words",
    [
        "On " * 60_000, "On a\n" * 20_000, "To: \n" * 20_000, "> " * 80_000, ">" * 150_000, "From: a\nTo: " * 10_000, "_" * 150_000,
        "Op 3 nov schreef " * 10_000, "a@b " * 40_000, "\n" * 190_000, "-- \n" * 40_000, "Met vriendelijke groet\n" * 8_000,
        "Disclaimer: " * 15_000, "x" * 200_000, "To:" + " " * 290 + "\n" + ("To:" + " " * 290 + "\n") * 500, "Sent from my " * 14_000,
        "Van: a\n" + "b" * 200 + "\n", "On " + "a" * 290 + "\n" + ("On " + "a" * 290 + "\n") * 600, "*" * 100_000, "[" * 50_000,
        "<a@" * 60_000, "1. " * 60_000, "- " * 60_000,
    ],
    ids=lambda words: words[:12].strip() or "empty",
)  # fmt: skip
def test_patterns_that_take_their_time(words):
    from kring.core.content import text

    kept = own_words(words)
    text.from_markdown(kept[:20_000], names=True)


@pytest.mark.parametrize("html", ["<" * 390_000, "<p>x</p>"], ids=["signs", "links"])
def test_html_beside_odd_words(html):
    message = EmailMessage()
    message.set_content("](" * 90_000 + "\n" + "<http:" * 10_000)
    message.add_alternative(html, subtype="html")
    assert bodies.words(message).markdown


def test_zeros_and_odd_characters(cast, to):
    raw = (
        head(cast, to)
        + b"Content-Type: text/plain; charset=utf-8\r\n\r\nBe\0fore\x08 \xed\xa0\x80 \xff\xfe \xee\x80\x80after"
    )
    row = arrive(raw, to)
    assert row.state == "taken" and "\0" not in row.comment.body and "Before" in row.comment.body
    raw = head(cast, to).replace(b"<h@x>", b"<\0h\0@x>") + b"X: \0\r\n\r\nWords"
    assert arrive(raw, to).state == "taken"


def test_html_with_script(cast, to):
    message = EmailMessage()
    message["From"], message["Message-ID"] = cast.member.email, "<s@x>"
    message.set_content("<p>Dag</p><script>alert(1)</script><img src=x onerror=alert(1)>", subtype="html")
    body = arrive(message, to).comment.body
    assert body == "<p>Dag</p>"


def test_markdown_with_script(cast, to):
    row = arrive(
        written(
            cast.member.email,
            to,
            "Dag <script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)>",
        ),
        to,
    )
    assert (
        "<script" not in row.comment.body
        and "<img" not in row.comment.body
        and 'href="javascript' not in row.comment.body
    )


def test_a_bomb_in_a_zip_is_a_file(cast, to):
    """It is kept as it is, and nobody opens it."""
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("zeros", b"\0" * 100_000_000)
    message = written(cast.member.email, to)
    message.add_attachment(bomb.getvalue(), maintype="application", subtype="zip", filename="../../bomb.zip")
    (file,) = arrive(message, to).comment.files.all()
    assert file.size == len(bomb.getvalue()) and "/" not in file.name


def test_no_message_at_all(cast, to):
    for raw in (b"", b"\r\n", b"\0" * 1000, b"From", bytes(range(256)) * 40):
        assert arrive(raw, to).state in ("ignored", "refused")


@given(st.binary(max_size=400))
@trying(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes(raw):
    try:
        message = parsing.parse(b"Content-Type: multipart/mixed; boundary=x\r\n" + raw)
    except parsing.Unreadable:
        return
    bodies.words(message)
    parsing.message_id(raw)
    parsing.addresses(message, "From")


@given(st.text(max_size=600))
def test_any_words(words):
    kept = own_words(words)
    assert len(kept) <= len(words) + 2
