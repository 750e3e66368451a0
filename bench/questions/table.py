"""The figures of a run: by language, by sort of question, and question by question."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from statistics import mean, median

from bench.questions.judged import DEPTH, PACKAGES


def whole(database: str, rows) -> str:
    lines = [
        f"# How well search answers: {database}, {date.today()}",
        "",
        f"{len(rows)} questions over {', '.join(PACKAGES)}, asked by a member of the organisation who is in one of the closed groups."
        " nDCG@10 by graded judgements (0–3); where nothing should be found, 1 for nothing.",
        "",
        "| questions | number | nDCG@10 | first is a best answer | none of the answers |",
        "| --- | ---: | ---: | ---: | ---: |",
        _line("**all**", rows),
    ]
    for name in ("language", "sort"):
        grouped = defaultdict(list)
        for row in rows:
            grouped[getattr(row[0], name)].append(row)
        lines += [_line(value, some) for value, some in sorted(grouped.items())]
    times = sorted(answer["ms"] for _one, answer, _value in rows)
    lines += [
        "",
        f"Time of a question in the process, median {median(times):.0f} ms, 95th percentile {times[int(len(times) * 0.95)]:.0f} ms"
        f" (cold caches, no measurement of speed). {_unjudged(rows)} of the first {DEPTH} places hold something that nobody judged; it counts as wrong.",
        "",
        "| nDCG@10 | question | sort | answered first |",
        "| ---: | --- | --- | --- |",
        *(
            f"| {value:.2f} | {_cell(one.ask)} | {one.language}, {one.sort} | {_cell((answer['titles'] or ['(nothing)'])[0])} |"
            for one, answer, value in sorted(rows, key=lambda row: row[2])
        ),
    ]
    return "\n".join(lines) + "\n"


def _line(name: str, rows) -> str:
    asked = [row for row in rows if row[0].answers]
    first = [
        one.answers.get(answer["keys"][0], 0) == max(one.answers.values())
        for one, answer, _ in asked
        if answer["keys"]
    ]
    none = sum(not set(one.answers) & set(answer["keys"][:DEPTH]) for one, answer, _ in asked)
    share = f"{sum(first) / len(asked):.0%}" if asked else "–"
    return f"| {name} | {len(rows)} | {mean(value for *_, value in rows):.3f} | {share} | {none if asked else '–'} |"


def _unjudged(rows) -> int:
    return sum(key not in one.answers for one, answer, _value in rows for key in answer["keys"][:DEPTH])


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")[:90]


def missed(rows) -> str:
    """For whoever tunes or judges: what stood where, with its grade."""
    lines = []
    for one, answer, value in sorted(rows, key=lambda row: row[2]):
        lines.append(
            f"{value:.2f}  {one.ask}   [{one.language} {one.sort}]  {answer['meant'] and 'meant: ' + answer['meant']}"
        )
        for key, title in list(zip(answer["keys"], answer["titles"], strict=True))[:DEPTH]:
            lines.append(f"        {one.answers.get(key, '·')}  {key[:70]}  {title[:60]}")
        lines += [
            f"        {grade} missing  {key}"
            for key, grade in one.answers.items()
            if key not in answer["keys"][:DEPTH]
        ]
    return "\n".join(lines)
