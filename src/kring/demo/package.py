"""The demo as a package in a folder: what any other import would be given."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path

from kring.demo import papers
from kring.demo.pictures import drawn, face
from kring.demo.records import ABOUT, records
from kring.demo.story import Story

SHOWN = re.compile(r"\(files/([^)]+)\)")


def write(folder: Path, now: datetime) -> None:
    """Everything into an existing, empty folder: kring.json, one file per type of record, and the pictures."""
    (folder / "files").mkdir()
    (folder / "kring.json").write_text(json.dumps(ABOUT, ensure_ascii=False, indent=2), encoding="utf-8")
    lines: dict[str, list[str]] = {}
    wanted: set[str] = set()
    faces: set[str] = set()
    for record in records(now):
        faces |= {record["avatar"]} if "avatar" in record else set()
        lines.setdefault(record["type"], []).append(json.dumps(record, ensure_ascii=False))
        wanted |= set(SHOWN.findall(record.get("body", ""))) | (
            {record["cover"]} if "cover" in record else set()
        )
        wanted |= {file["path"] for file in record.get("files", ())}
    for type, rows in lines.items():
        (folder / f"{type}.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    for path in sorted(faces):
        (folder / "files" / path).write_bytes(face(path.removesuffix("-face.webp")))
    for path in sorted(wanted):
        (folder / "files" / path).write_bytes(drawn(path.removesuffix(".webp")))
    for path, data in papers.all_of(Story(now)):
        (folder / "files" / path).parent.mkdir(exist_ok=True)
        (folder / "files" / path).write_bytes(data)
