"""Dutch and English equally: no sentence lacks its Dutch, none is glued from parts, placeholders agree."""

import re
import subprocess
import sys
from pathlib import Path

import kring

SOURCE = Path(kring.__file__).parent
CATALOGUES = sorted(SOURCE.rglob("locale/nl/LC_MESSAGES/django.po"))
EXTRACT = """[python: **.py]
[jinja2: **/templates/**.html]
extensions = jinja2.ext.i18n, jinja2.ext.do
trim_blocks = true
lstrip_blocks = true
newstyle_gettext = true
[jinja2: **/templates/**.txt]
extensions = jinja2.ext.i18n, jinja2.ext.do
trim_blocks = true
lstrip_blocks = true
newstyle_gettext = true
"""
KEYWORDS = [
    "-k",
    "gettext_lazy",
    "-k",
    "ngettext_lazy:1,2",
    "-k",
    "pgettext:1c,2",
    "-k",
    "pgettext_lazy:1c,2",
]
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")


def read(path):
    from babel.messages.pofile import read_po

    with open(path, "rb") as file:
        return read_po(file)


def test_every_sentence_has_its_dutch(tmp_path):
    (tmp_path / "babel.cfg").write_text(EXTRACT)
    pot = tmp_path / "all.pot"
    babel = [str(Path(sys.executable).parent / "pybabel"), "-q", "extract", "-F", str(tmp_path / "babel.cfg")]
    subprocess.run([*babel, *KEYWORDS, "--no-location", "-o", str(pot), str(SOURCE)], check=True)
    catalogues = [read(path) for path in CATALOGUES]
    missing = [
        message.id for message in read(pot) if message.id and not any(has(c, message) for c in catalogues)
    ]
    assert not missing, (
        f"{len(missing)} sentences without Dutch; run “make messages” and translate: {missing[:10]}"
    )


def has(catalogue, message) -> bool:
    """All forms of it, translated?"""
    known = catalogue.get(message.id[0] if isinstance(message.id, tuple) else message.id, message.context)
    string = known.string if known else ""
    return all(string) if isinstance(string, tuple) else bool(string)


def test_placeholders_agree():
    wrong = []
    for message in (message for path in CATALOGUES for message in read(path)):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = {name for id in ids for name in PLACEHOLDER.findall(id or "")}
        for string in strings:
            if message.id and not set(PLACEHOLDER.findall(string)) <= wanted:
                wrong.append(message.id)
    assert not wrong
