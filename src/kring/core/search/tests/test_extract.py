"""Text comes out of files of every sort; and a file that was made to hurt costs a child process, and nothing else."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kring.core.search.extract import limits, outside
from kring.core.search.extract.outside import text_inside
from kring.core.search.extract.plain import plain
from kring.core.search.tests import documents
from kring.core.search.tests.documents import WORDS
from kring.exchange.tests.packages import CORPUS

SORTS = {
    "pdf": documents.pdf,
    "docx": documents.docx,
    "xlsx": documents.xlsx,
    "pptx": documents.pptx,
    "odt": documents.odt,
}


def inside(data: bytes, ending: str):
    return text_inside(io.BytesIO(data), ending)


@pytest.mark.parametrize("ending", SORTS)
def test_words_of_every_sort(ending):
    found = inside(SORTS[ending](), ending)
    assert found.state == "read" and WORDS in found.text


def test_all_of_a_document():
    assert {"in a table", "above each page"} <= set(inside(documents.docx(), "docx").text.splitlines())
    assert f"{WORDS} 2026 last" in inside(documents.xlsx(), "xlsx").text
    assert "said aloud" in inside(documents.pptx(), "pptx").text
    assert inside(documents.odt(), "odt").text.splitlines() == ["Title", f"{WORDS} and more"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_plain_text_however_it_is_written(encoding):
    assert inside("één coöperatie – klaar\n".encode(encoding), "txt").text == "één coöperatie – klaar"


def test_what_cannot_be_read_has_a_state_and_no_text():
    assert inside(b"anything", "exe").state == "other"
    assert inside(b"", "txt").state == "empty"
    assert inside(documents.pdf(" "), "pdf").state == "empty"
    assert inside(b"\0\1binary", "txt").state == "broken"
    for ending in SORTS:
        assert inside(b"not what its name says", ending).state == "broken"
        assert inside(SORTS[ending]()[:400], ending).state in ("broken", "empty"), ending


def test_a_password_locks():
    old_office = b"\xd0\xcf\x11\xe0" + b"\0" * 2000  # how a password wraps a document
    assert inside(old_office, "docx").state == "locked"
    locked = documents.zipped({"content.xml": "?", "META-INF/manifest.xml": "<m><encryption-data/></m>"})
    assert inside(locked, "odt").state == "locked"


def test_a_long_text_is_cut():
    found = inside(b"word " * 200_000, "txt")
    assert found.state == "read" and len(found.text) == limits.MOST_CHARACTERS
    lines = inside(b"some words\n" * 200_000, "txt")
    assert limits.MOST_CHARACTERS - 20 < len(lines.text) <= limits.MOST_CHARACTERS


@pytest.mark.parametrize("before", [documents.LAUGHS, documents.SECRETS])
def test_entities_are_refused(before):
    words = "&i;"
    assert inside(documents.odt(words, before), "odt") == outside.Inside("broken")
    wide = documents.zipped({"content.xml": documents.ODF.format(before, words).encode("utf-16")})
    assert inside(wide, "odt").state == "broken"
    assert inside(documents.zipped({"word/document.xml": before}), "docx").state == "broken"


def test_a_zip_that_becomes_too_large():
    many = documents.zipped({"content.xml": b" " * (limits.MOST_XML + 1)})
    assert len(many) < 100_000 and inside(many, "odt").state == "large"
    entries = {f"Pictures/{n}": b"" for n in range(limits.MOST_ENTRIES + 1)}
    assert inside(documents.zipped(entries, packed=False), "odt").state == "large"


def test_deep_nesting_ends():
    deep = documents.ODF.format("", "<text:span>" * 5_000 + "x" + "</text:span>" * 5_000)
    assert inside(documents.zipped({"content.xml": deep}), "odt").state in ("broken", "read")


def test_who_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(outside, "MOST_TIME", 0.001)
    assert inside(documents.pdf(), "pdf") == outside.Inside("large")


@given(st.binary(max_size=300), st.sampled_from(["utf-8", "utf-16"]))
@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_bytes_are_text_or_not(data, encoding):
    text = limits.Text(50)
    try:
        plain(io.BytesIO(data), text)
    except limits.Unreadable:
        return
    assert len(str(text)) <= 50


REAL = {
    "formats/documents/markitdown-test.docx": "AutoGen",
    "formats/documents/markitdown-test_with_comment.docx": "AutoGen",
    "formats/documents/markitdown-test.pptx": "AutoGen",
    "formats/documents/markitdown-test.xlsx": "Alpha Beta Gamma Delta",
    "formats/documents/markitdown-movie-theater-booking-2024.pdf": "STARLIGHT CINEMAS",
    "formats/documents/pypdf-001-trivial-minimal-document.pdf": "Lorem ipsum",
    "formats/documents/pypdf-002-trivial-libre-office-writer-source.odt": "Lorem ipsum",
    "formats/documents/pypdf-011-google-doc-document-google-doc-document.pdf": "Beautiful is better than ugly",
    "formats/documents/pypdf-012-libreoffice-form-libreoffice-form.odt": "Example for a Form",
    "formats/documents/pypdf-021-pdfa-crazyones-pdfa.pdf": "The Crazy Ones",
    "en-18f-hub/files/hub._pages/team-ops/resources/iaa/IAA-Process-Map-062015.pdf": "7600A/B",
}


@pytest.mark.parametrize("name", REAL)
def test_real_documents(name):
    file = CORPUS / name
    if not file.is_file():
        pytest.skip(f"the corpus isn't here ({file})")
    found = inside(file.read_bytes(), name.rpartition(".")[2])
    assert found.state == "read" and REAL[name] in found.text
