"""What people wrote, out of what their mail programs send. The samples of others lie beside the repository, where there are any."""

from pathlib import Path

import pytest

from kring.core.letterbox import bodies, parsing
from kring.core.letterbox.quotes import own_words

CORPUS = Path(__file__).parents[6] / "shared" / "corpus" / "formats" / "mail" / "replies"
EXPECTED = {"html": "Hi. I am fine.", "eml": "Hello", "": "Hello"}
NAMES = sorted(path.name for path in CORPUS.iterdir()) if CORPUS.is_dir() else []

needs_corpus = pytest.mark.skipif(not NAMES, reason=f"the samples of mail programs aren't at {CORPUS}")


def html(source: str) -> str:
    raw = b"Content-Type: text/html; charset=utf-8\r\n\r\n" + source.encode()
    return bodies.words(parsing.parse(raw)).markdown


@needs_corpus
@pytest.mark.parametrize("name", NAMES)
def test_real_replies(name):
    raw = (CORPUS / name).read_bytes()
    if name.endswith(".html"):
        raw = b"Content-Type: text/html; charset=utf-8\n\n" + raw
    elif not name.endswith(".eml"):
        raw = b"Content-Type: text/plain\n\n" + raw
    assert (
        bodies.words(parsing.parse(raw)).markdown == EXPECTED[name.rpartition(".")[2] if "." in name else ""]
    )


ANSWER = "Prima idee, ik doe mee.\n\nZullen we vrijdag beginnen?"
QUOTED = {
    "gmail": "Op ma 3 nov 2025 om 10:15 schreef Anna de Vries <anna@voorbeeld.nl>:\n\n> Wie doet er mee?\n>\n> Anna\n",
    "gmail, over two lines": "Op ma 3 nov 2025 om 10:15 schreef Anna de Vries van Inkoop <\nanna.de.vries@voorbeeld.nl>:\n\n> Wie doet er mee?\n",
    "gmail, in English": "On Mon, Nov 3, 2025 at 10:15 AM Anna de Vries (Kring) <\nkring@voorbeeld.nl> wrote:\n\n> Wie doet er mee?\n",
    "outlook": "Van: Anna de Vries <anna@voorbeeld.nl>\nVerzonden: maandag 3 november 2025 10:15\nAan: Bram <bram@voorbeeld.nl>\n"
    "Onderwerp: Fietsen\n\nWie doet er mee?\n\nAnna",
    "outlook, with a rule": "________________________________\nVan: Anna de Vries <anna@voorbeeld.nl>\nVerzonden: maandag 3 november 2025 10:15:02\n"
    "Aan: Bram\nOnderwerp: Fietsen\n\nWie doet er mee?",
    "outlook, in English": "From: Anna de Vries <anna@voorbeeld.nl>\nSent: Monday, November 3, 2025 10:15 AM\nTo: Bram <bram@voorbeeld.nl>\n"
    "Subject: Fietsen\n\nWie doet er mee?",
    "outlook of before": "-----Oorspronkelijk bericht-----\nVan: Anna\nVerzonden: maandag\nAan: Bram\nOnderwerp: Fietsen\n\nWie doet er mee?",
    "apple mail": "> Op 3 nov 2025, om 10:15 heeft Anna de Vries <anna@voorbeeld.nl> het volgende geschreven:\n> \n> Wie doet er mee?\n",
    "apple mail, unmarked": "Op 3 nov. 2025 om 10:15 schreef Anna de Vries <anna@voorbeeld.nl> het volgende:\n\n> Wie doet er mee?\n",
    "iphone": "Verstuurd vanaf mijn iPhone\n\n> Op 3 nov 2025 om 10:15 heeft Anna <anna@voorbeeld.nl> het volgende geschreven:\n> \n> Wie?\n",
    "thunderbird": "Op 03-11-2025 om 10:15 schreef Anna de Vries:\n> Wie doet er mee?\n",
    "samsung": "Verzonden vanaf mijn Galaxy\n\n-------- Oorspronkelijk bericht --------\nVan: Anna <anna@voorbeeld.nl>\nDatum: 03-11-2025 10:15 (GMT+01:00)\n"
    "Aan: Bram\nOnderwerp: Fietsen\n\nWie doet er mee?",
}


@pytest.mark.parametrize("program", QUOTED)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_dutch_quotes_are_cut_off(program, ending):
    assert own_words(f"{ANSWER}\n\n{QUOTED[program]}".replace("\n", ending)) == ANSWER


SIGNED = {
    "delimiter": "-- \nBram Jansen\nInkoop | Gemeente Voorbeeld\n06 12345678",
    "groet": "Met vriendelijke groet,\n\nBram Jansen\nAdviseur inkoop\nT 06-12345678\nwww.voorbeeld.nl",
    "short": "Groetjes,\nBram",
    "mvg": "Mvg Bram".replace(" ", "\n"),
    "iphone": "Verstuurd vanaf mijn iPhone",
    "outlook app": "Outlook voor Android downloaden",
    "english": "Kind regards,\n\nBram Jansen\nProcurement",
    "thanks": "Alvast bedankt!\nBram",
}


@pytest.mark.parametrize("sort", SIGNED)
def test_signatures_go(sort):
    assert own_words(f"{ANSWER}\n\n{SIGNED[sort]}") == ANSWER


STAYS = [
    "Bedankt!\nDat gaan we zo doen.",
    "Thanks,\nthat works on Friday. I will bring the cake and the coffee.",
    "Hartelijke groet aan iedereen, en tot vrijdag.",
    "- een\n- twee\n- drie",
    "Dit schreef Jan in 2019:\nwe doen het niet.",
    "Van: maandag tot vrijdag ben ik er.",
    "Op maandag schreef ik al iets, dus nu kort: prima.",
    "Met vriendelijke groet,\n\nBram",  # nothing else is left: they wanted to say this
    "> Wie doet er mee?\n\nIk!\n\n> En wanneer?\n\nVrijdag.",
]


@pytest.mark.parametrize("words", STAYS)
def test_words_stay(words):
    kept = own_words(words)
    assert all(line in kept for line in words.split("\n") if line and not line.startswith("> Wie"))


def test_answers_within_the_quote_stay():
    text = "Zie hieronder.\n\nOp ma 3 nov 2025 om 10:15 schreef Anna <anna@voorbeeld.nl>:\n> Wie doet er mee?\n\nIk, en Carla ook, denk ik.\n\n> En wanneer?\n\nVrijdag.\n"
    kept = own_words(text)
    assert (
        "Zie hieronder" in kept and "Ik, en Carla" in kept and "> En wanneer?" in kept and "Vrijdag" in kept
    )


def test_below_the_quote():
    assert (
        own_words("Op ma 3 nov 2025 om 10:15 schreef Anna <anna@voorbeeld.nl>:\n> Wie doet er mee?\n\nIk!")
        == "Ik!"
    )


HTML = {
    "gmail": '<div dir="ltr">Prima idee<br></div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">'
    'Op ma 3 nov 2025 om 10:15 schreef Anna &lt;<a href="mailto:a@v.nl">a@v.nl</a>&gt;:<br></div><blockquote class="gmail_quote">Wie?</blockquote></div>',
    "outlook": '<html><head><style>p{color:red}</style></head><body><div class="WordSection1"><p class="MsoNormal">Prima idee<o:p></o:p></p>'
    '<p class="MsoNormal"><o:p>&nbsp;</o:p></p><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal">'
    "<b>Van:</b> Anna &lt;a@v.nl&gt;<br><b>Verzonden:</b> maandag 3 november 2025 10:15<br><b>Aan:</b> Bram<br><b>Onderwerp:</b> Fietsen</p></div>"
    '<p class="MsoNormal">Wie?</p></div></body></html>',
    "outlook on the web": '<div class="elementToProof">Prima idee</div><div id="Signature"><p>Bram, Inkoop</p></div><div id="appendonsend"></div><hr>'
    '<div id="divRplyFwdMsg" dir="ltr"><b>Van:</b> Anna<br><b>Verzonden:</b> maandag</div><div>Wie?</div>',
    "apple mail": '<html><body>Prima idee<br><div><br><blockquote type="cite"><div>Op 3 nov 2025, om 10:15 heeft Anna het volgende geschreven:</div>'
    "<div>Wie?</div></blockquote></div></body></html>",
    "iphone": '<html><body dir="auto">Prima idee<br><br><div dir="ltr">Verstuurd vanaf mijn iPhone</div><div dir="ltr"><br><blockquote type="cite">'
    'Op 3 nov 2025 heeft Anna geschreven:<br><br></blockquote></div><blockquote type="cite"><div>Wie?</div></blockquote></body></html>',
    "nobody's": "<p>Prima idee</p><p>Op ma 3 nov 2025 om 10:15 schreef Anna &lt;a@v.nl&gt;:</p><p>&gt; Wie?</p>",
}


@pytest.mark.parametrize("program", HTML)
def test_html_alone(program):
    assert html(HTML[program]) == "Prima idee"


def test_html_keeps_what_was_written_with_it():
    found = html(
        "<p>Neem <b>dit</b> mee:</p><ul><li>brood</li><li>kaas</li></ul><div>en <a href='https://kring.example/'>lees</a></div><div>@noor</div>"
    )
    assert found == "Neem **dit** mee:\n\n- brood\n- kaas\n\nen [lees](https://kring.example/)\n\n@noor"


def test_nothing_of_a_script_is_left(settings):
    from kring.core.content import text

    found = html("<p onclick=x()>Dag</p><script>alert(1)</script><img src=x onerror=alert(2)><style>p{}</style><a href='javascript:alert(3)'>hier</a>"
                 "<iframe src=//e.test></iframe><svg onload=alert(4)></svg>")  # fmt: skip
    shown = text.from_markdown(found, names=True)
    assert "Dag" in shown and "hier" in shown
    for word in ("alert", "script", "onerror", "iframe", "svg"):
        assert word not in shown


def test_of_two_bodies_the_one_that_is_cut():
    """The plain text says what was written; this program's HTML quotes in a way that nobody knows."""
    raw = (
        'Content-Type: multipart/alternative; boundary="b"\n\n--b\nContent-Type: text/plain\n\nPrima idee\n\n'
        "Op ma 3 nov 2025 om 10:15 schreef Anna <a@v.nl>:\n> Wie doet er nu eigenlijk mee?\n> Ik wil het graag weten voor vrijdag, want anders\n"
        "\n--b\nContent-Type: text/html\n\n<p>Prima idee</p><section class=q><p>Anna:</p><p>Wie doet er nu eigenlijk mee? Ik wil het graag weten"
        " voor vrijdag, want anders</p></section>\n--b--\n"
    )
    assert bodies.words(parsing.parse(raw.encode())).markdown == "Prima idee"


def test_flowed_lines_are_joined():
    raw = b"Content-Type: text/plain; format=flowed\n\nEen lange regel die \nverder gaat.\nEen nieuwe.\n-- \nBram\n"
    assert bodies.words(parsing.parse(raw)).markdown == "Een lange regel die verder gaat.\nEen nieuwe."


@pytest.mark.parametrize(
    ("charset", "data"),
    [
        ("utf-8", "café €".encode()),
        ("iso-8859-1", "café".encode("latin-1")),
        ("windows-1252", "café €".encode("windows-1252")),
        ("us-ascii", "café €".encode()),
        ("utf-8", "café €".encode("windows-1252")),
        ("no-such-thing", "café €".encode()),
        ("utf-16", "café €".encode("utf-16")),
    ],
)
def test_characters(charset, data):
    raw = (
        f'Content-Type: text/plain; charset="{charset}"\nContent-Transfer-Encoding: 8bit\n\n'.encode() + data
    )
    assert bodies.words(parsing.parse(raw)).markdown.startswith("café")
