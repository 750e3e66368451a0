"""Draws the icons of the installed app from web/icon.svg: `python scripts/icons.py`. Commit what it makes."""

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from tests.browser import ARGUMENTS, executable  # noqa: E402

WEB = ROOT / "src/kring/core/web/static/web"
PAPER = "#fcfaf6"
# name, size, how much of it the ring fills, background; a maskable icon is cut to a circle of four fifths
WANTED = (
    ("icon-192", 192, 0.9, "transparent"),
    ("icon-512", 512, 0.9, "transparent"),
    ("maskable-192", 192, 0.6, PAPER),
    ("maskable-512", 512, 0.6, PAPER),
    ("apple-180", 180, 0.7, PAPER),
    ("badge-96", 96, 0.95, "transparent"),
)


def main() -> None:
    svg = (WEB / "icon.svg").read_text()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        for name, size, part, background in WANTED:
            drawn = (
                svg.replace("#2b519c", "#fff").replace("#f2a93b", "#fff") if name.startswith("badge") else svg
            )
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(
                f"<body style='margin:0;display:grid;place-items:center;height:100vh;background:{background}'>"
                f"<div style='width:{part * 100}vw;height:{part * 100}vh'>{drawn}</div>"
            )
            picture = Image.open(io.BytesIO(page.screenshot(omit_background=True)))
            few = picture.quantize(64, method=Image.Quantize.FASTOCTREE)
            few.save(WEB / "icons" / f"{name}.png", optimize=True)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
