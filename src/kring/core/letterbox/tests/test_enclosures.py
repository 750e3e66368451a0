"""What comes along with a mail."""

import io
from email.message import EmailMessage

import pytest
from PIL import Image

from kring.core.files.models import File
from kring.core.letterbox import addresses
from kring.core.letterbox.tests.post import PASSED, arrive, letters, written

pytestmark = pytest.mark.django_db


def picture(size=(400, 300), noise=True) -> bytes:
    out = io.BytesIO()
    found = Image.effect_noise(size, 80).convert("RGB") if noise else Image.new("RGB", size)
    found.save(out, "JPEG", quality=80)
    return out.getvalue()


@pytest.fixture
def to(cast):
    return addresses.reply_to(cast.member, cast.items["open", "published"])


def test_pictures_and_files_are_kept(cast, to):
    message = written(cast.member.email, to, "Look")
    message.add_attachment(picture(), maintype="image", subtype="jpeg", filename="zon.jpg")
    message.add_attachment(b"%PDF-1.4 words", maintype="application", subtype="pdf", filename="Plan é.pdf")
    comment = arrive(message, to).comment
    assert [file.name for file in comment.files.all()] == ["zon.webp", "Plan é.pdf"]
    assert comment.files.first().media_type == "image/webp" and comment.files.first().owner == cast.member


def test_appendices_of_machines_are_not(cast, to):
    message = written(cast.member.email, to, "Look")
    message.add_attachment(b"BEGIN:VCALENDAR", maintype="text", subtype="calendar", filename="invite.ics")
    message.add_attachment(b"BEGIN:VCARD", maintype="text", subtype="vcard", filename="me.vcf")
    message.add_attachment(
        b"-----BEGIN PGP", maintype="application", subtype="pgp-signature", filename="signature.asc"
    )
    message.add_attachment(
        b"x\x9f\x3e\x22", maintype="application", subtype="ms-tnef", filename="winmail.dat"
    )
    row = arrive(message, to)
    assert (
        row.state == "taken"
        and not row.comment.files.exists()
        and not File.objects.loose_of(cast.member).exists()
    )


def test_of_pictures_in_the_text_only_those_that_were_put_there(cast, to):
    message = EmailMessage()
    message["From"], message["Message-ID"] = cast.member.email, "<p@x>"
    message.set_content("plain")
    message.add_alternative(
        '<p>Zie <img src="cid:mine"></p><div class="gmail_signature"><img src="cid:big-logo"></div><img src="cid:tiny">'
        '<div class="gmail_quote"><img src="cid:theirs"></div>',
        subtype="html",
    )
    body = message.get_payload()[1]
    for mark, data in (
        ("mine", picture()),
        ("big-logo", picture()),
        ("theirs", picture()),
        ("tiny", picture((40, 20), False)),
    ):
        body.add_related(
            data,
            maintype="image",
            subtype="jpeg",
            cid=f"<{mark}>",
            filename=f"{mark}.jpg",
            disposition="inline",
        )
    assert [file.name for file in arrive(message, to).comment.files.all()] == ["mine.webp"]


def test_a_phone_sends_nothing_but_a_picture(cast, to):
    message = EmailMessage()
    message["From"], message["Message-ID"] = cast.member.email, "<o@x>"
    message.set_content(
        "\n\nVerstuurd vanaf mijn iPhone\n\n> Op 3 nov 2025 om 10:15 heeft Anna <a@v.nl> het volgende geschreven:\n> Wie?\n"
    )
    message.add_attachment(
        picture(), maintype="image", subtype="jpeg", filename="IMG_0001.jpeg", disposition="inline"
    )
    comment = arrive(message, to).comment
    assert comment.files.count() == 1 and comment.body


def test_what_cannot_be_kept_is_said(cast, to):
    message = written(cast.member.email, to, "Look")
    message.add_attachment(
        b"MZ" + b"\0" * 100, maintype="application", subtype="octet-stream", filename="setup.exe"
    )
    message.add_attachment(b"no picture", maintype="image", subtype="jpeg", filename="broken.jpg")
    message.add_attachment(b"words", maintype="text", subtype="plain", filename="fine.txt")
    row = arrive(message, to)
    assert (row.state, row.reason) == ("taken", "files") and [f.name for f in row.comment.files.all()] == [
        "fine.txt"
    ]
    (letter,) = letters(cast.member)
    assert "setup.exe" in letter.context["told"][0] and "broken.jpg" in letter.context["told"][1]
    assert row.detail == "2"  # what files are called is part of the mail, and no manager's business


def test_too_many(cast, to, monkeypatch):
    from kring.core.letterbox import enclosures

    monkeypatch.setattr(enclosures, "MOST", 2)
    message = written(cast.member.email, to, "Look")
    for number in range(4):
        message.add_attachment(b"words", maintype="text", subtype="plain", filename=f"{number}.txt")
    assert arrive(message, to).comment.files.count() == 2


def test_a_mail_that_is_attached_is_one_file(cast, to):
    inner = written("a@b.test", "c@d.test", "The words of another", "About this")
    inner.add_attachment(b"words", maintype="text", subtype="plain", filename="inner.txt")
    message = written(cast.member.email, to, "Look")
    message.add_attachment(inner, filename="about.eml")
    row = arrive(message, to)
    assert [file.name for file in row.comment.files.all()] == [
        "about.eml"
    ] and "another" not in row.comment.body


def test_nothing_is_kept_of_who_may_not(cast):
    item = cast.items["secret", "published"]
    where = addresses.reply_to(cast.outsider, item)
    message = written(cast.outsider.email, where, "Look")
    message.add_attachment(b"words", maintype="text", subtype="plain", filename="fine.txt")
    assert arrive(message, where).reason == "gone"
    assert not File.objects.loose_of(cast.outsider).exists()


def test_a_post_with_pictures(cast):
    from kring.core.letterbox import groups

    groups.open_address(cast.groups["open"], cast.host)
    where = groups.address_of(cast.groups["open"])
    message = written(cast.member.email, where, "Look", "Photos", **PASSED)
    message.add_attachment(picture(), maintype="image", subtype="jpeg", filename="zon.jpg")
    assert arrive(message, where).content.files.count() == 1


def test_nothing_is_kept_of_what_nobody_proves(cast):
    """Anybody can write a member's name above a mail: their files take no room here, and the draft says so."""
    from kring.core.letterbox import groups

    groups.open_address(cast.groups["open"], cast.host)
    where, before = groups.address_of(cast.groups["open"]), File.objects.count()
    for text, files in (("Look", 1), ("Look", 3), ("", 2)):
        message = written(cast.member.email, where, text, "Photos")
        for number in range(files):
            message.add_attachment(picture(), maintype="image", subtype="jpeg", filename=f"{number}.jpg")
        row = arrive(message, where)
        assert (row.state, row.reason) == ("taken", "unproven") and File.objects.count() == before
        said = ("One file was" if files == 1 else f"{files} files were") + " left out, since nothing proves"
        assert said in row.content.body and said in letters(cast.member)[-1].context["told"][0]
        assert "by mail" not in row.content.body
    assert "left out" not in arrive(written(cast.member.email, where, "Words"), where).content.body
