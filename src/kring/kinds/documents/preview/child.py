"""The process that draws the pages of one PDF, which a stranger may have made to hurt: `python -m …child MOST WIDTH`, file on stdin.

It prints a line of JSON for each page, {"bytes": n}, followed by the picture; at the end {"state": …, "pages": all of them}. Its
limits are those of the process that reads words: it can't write files, nor start anything.
"""

import io
import json
import os
import sys

from kring.core.search.extract.limits import confine

TALLEST = 3  # times the width: a plan as long as a corridor isn't drawn larger
POINTS = 14_400  # of the side of a page, as PDF allows


def main() -> int:
    most, width = int(sys.argv[1]), int(sys.argv[2])
    out, sys.stdout = os.fdopen(os.dup(1), "wb"), sys.stderr
    import pypdfium2
    from PIL import Image

    Image.init()
    confine()
    state, count = "pages", 0
    try:
        document = pypdfium2.PdfDocument(io.FileIO(0, closefd=False).readall())
        count = len(document)
        for number in range(min(count, most)):
            _say(out, _drawn(document[number], width))
        state = "pages" if count else "broken"
    except pypdfium2.PdfiumError as error:
        state = "locked" if "password" in str(error).lower() else "broken"
    except MemoryError:
        state = "large"
    except Exception:  # whatever a library says of a file that isn't what its name says
        state = "broken"
    out.write(json.dumps({"state": state, "pages": count}).encode() + b"\n")
    out.flush()
    return 0


def _drawn(page, width: int) -> bytes:
    wide, tall = (min(max(side, 1), POINTS) for side in page.get_size())
    scale = min(width / wide, TALLEST * width / tall)
    picture = page.render(scale=scale, fill_color=(255, 255, 255, 255)).to_pil().convert("RGB")
    page.close()
    made = io.BytesIO()
    picture.save(made, "WEBP", quality=80, method=2)
    return made.getvalue()


def _say(out, data: bytes) -> None:
    out.write(json.dumps({"bytes": len(data)}).encode() + b"\n" + data)


if __name__ == "__main__":
    sys.exit(main())
