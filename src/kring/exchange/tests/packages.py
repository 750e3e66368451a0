"""Small packages for tests."""

import json
import zipfile
from pathlib import Path

import pytest

CORPUS = Path(__file__).parents[5] / "shared" / "corpus"
AT = "2024-03-01T10:00:00+01:00"
ABOUT = {"format": "kring-interchange", "version": 1, "title": "Test", "source": "test"}


def package(folder: Path, *records, about=ABOUT, files=None, name="01.jsonl") -> Path:
    """A package folder of records (dicts, or raw lines as bytes)."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "kring.json").write_text(json.dumps(about))
    lines = [record if isinstance(record, bytes) else json.dumps(record).encode() for record in records]
    (folder / name).write_bytes(b"\n".join(lines) + b"\n")
    for path, data in (files or {}).items():
        place = folder / "files" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return folder


def zipped(folder: Path, to: Path, top: str = "") -> Path:
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, top + str(path.relative_to(folder)))
    return to


def person(id="anna", **fields) -> dict:
    basic = {
        "type": "person",
        "id": id,
        "name": id.title(),
        "handle": id,
        "email": f"{id}@example.org",
        "joined_at": AT,
    }
    return {**basic, **fields}


def group(id="garden", **fields) -> dict:
    return {"type": "group", "id": id, "name": id.title(), **fields}


def content(id="c1", **fields) -> dict:
    basic = {
        "type": "content",
        "id": id,
        "kind": "update",
        "author": "anna",
        "created_at": AT,
        "format": "markdown",
    }
    return {**basic, "body": f"Words of {id}", **fields}


def comment(id="m1", **fields) -> dict:
    basic = {
        "type": "comment",
        "id": id,
        "content": "c1",
        "author": "anna",
        "created_at": AT,
        "format": "markdown",
    }
    return {**basic, "body": f"Words of {id}", **fields}


def corpus(name: str) -> Path:
    """A package of the corpus; the test is skipped where the corpus isn't there."""
    if not (CORPUS / name / "kring.json").is_file():
        pytest.skip(f"the corpus isn't here ({CORPUS / name})")
    return CORPUS / name


def everything() -> dict:
    """What the platform holds, in terms that don't depend on ids of rows or on the order in which they came."""
    from kring.core.content.models import Archival, Comment, Content, Pin, Revision, Topic
    from kring.core.files.models import File
    from kring.core.groups.models import Group, Membership
    from kring.core.people.models import Person
    from kring.exchange.models import KeptRecord, Pending, SourceRef
    from kring.interactions.reactions.models import Reaction

    def rows(model, *fields):
        return sorted(map(repr, model.objects.values_list(*fields)))

    return {
        "topics": rows(Topic, "slug", "name", "description"),
        "people": rows(Person, "handle", "name", "email", "role", "is_active", "manager__handle", "title", "joined_at"),
        "experts": rows(Person, "handle", "expertise__slug"),
        "groups": rows(Group, "slug", "name", "access", "kind", "parent__slug", "member_count", "last_post_at"),
        "members": rows(Membership, "group__slug", "person__handle", "role"),
        "contents": rows(
            Content, "title", "kind", "group__slug", "author__handle", "state", "created_at", "published_at", "edited_at",
            "is_pinned", "parent__title", "comment_count", "reaction_count", "last_activity_at", "origin_url", "data",
        ),
        "about": rows(Content, "title", "topics__slug"),
        "marks": [Pin.objects.count(), Archival.objects.count()],
        "comments": rows(
            Comment, "content__title", "author__handle", "created_at", "parent__author__handle", "parent__created_at",
            "is_best", "reaction_count", "edited_at",
        ),
        "revisions": rows(Revision, "content__title", "author__handle", "created_at", "note"),
        "reactions": rows(Reaction, "content__title", "comment__created_at", "person__handle", "emoji", "created_at"),
        "files": rows(File, "name", "media_type", "size", "content__title"),
        "refs": rows(SourceRef, "type", "external_id", "digest"),
        "kept": rows(KeptRecord, "type", "external_id", "reason"),
        "pending": rows(Pending, "type", "field", "target"),
    }  # fmt: skip
