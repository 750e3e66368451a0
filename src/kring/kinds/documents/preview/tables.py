"""Lists with commas (or semicolons, or tabs) as a table."""

import csv

ROWS, COLUMNS, CELL = 200, 30, 300
SIGNS = ",;\t|"


def rows_of(words: str) -> tuple[list[list[str]], bool]:
    """(rows of as many cells each, whether there was more)"""
    head = next((line for line in words.splitlines() if line.strip()), "")
    sign = max(SIGNS, key=head.count)
    found: list[list[str]] = []
    more = False
    try:
        for row in csv.reader(words.splitlines(), delimiter=sign):
            if not any(cell.strip() for cell in row):
                continue
            if len(found) == ROWS:
                more = True
                break
            more = more or len(row) > COLUMNS
            found.append([cell[:CELL] for cell in row[:COLUMNS]])
    except csv.Error:
        more = True
    width = max(map(len, found), default=0)
    return [row + [""] * (width - len(row)) for row in found], more
