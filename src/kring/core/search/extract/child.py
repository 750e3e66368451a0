"""The process that opens one file, which a stranger may have made to hurt: `python -m …child ENDING`, file on stdin.

It prints one line of JSON: {"state": …, "text": …}. Started anew for each file, it has limits that it can't lift, and it
knows no database and no settings.
"""

import io
import json
import os
import sys
from importlib import import_module

from kring.core.search.extract.limits import Text, Unreadable, confine
from kring.core.search.extract.readers import READERS


def main() -> int:
    module, _, name = READERS[sys.argv[1]].partition(":")
    reader = getattr(import_module(module), name)
    out, sys.stdout = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="replace"), sys.stderr
    confine()
    text = Text()
    try:
        reader(io.BufferedReader(io.FileIO(0, closefd=False)), text)
        state = "read" if text.size else "empty"
    except Unreadable as error:
        state = error.args[0]
    except MemoryError:
        state = "large"
    except Exception:  # whatever a library says of a file that isn't what its name says
        state = "broken"
    try:
        out.write(json.dumps({"state": state, "text": str(text) if state == "read" else ""}))
    except MemoryError:
        out.write('{"state": "large", "text": ""}')
    out.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
