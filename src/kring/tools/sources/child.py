"""The process that reads one feed, which a stranger may have made to hurt: `python -m …child TYPE CHARSET URL`, the feed on stdin.

It prints one line of JSON (see reading.py). Started anew for each, it has limits that it can't lift, and knows no database and no
settings.
"""

import json
import os
import sys

from kring.core.search.extract.limits import confine
from kring.tools.sources.reading import read


def main() -> int:
    type, charset, url = sys.argv[1:4]
    out, sys.stdout = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="replace"), sys.stderr
    body = sys.stdin.buffer.read()
    confine()
    try:
        found = read(body, type, charset, url)
    except MemoryError:
        found = {"state": "large"}
    except Exception:  # whatever a library says of a feed that isn't what it says it is
        found = {"state": "broken"}
    out.write(json.dumps(found))
    out.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
