"""`data` of interchange: {"versions": [{"path", "name", "author", "created_at", "note"}], "folder": ["Policy", "2026"]}, oldest first.

What the newest version is called and says is found; of the older ones the files stay.
"""

from datetime import UTC, datetime

from django.utils import timezone

from kring.core.files.models import File
from kring.core.files.sorts import safe_name
from kring.core.groups.models import Group
from kring.kinds.documents.folders import NAME, at
from kring.kinds.documents.preview.begin import can_be_drawn
from kring.kinds.documents.rows import Details, Version, sorted_by
from kring.kinds.documents.verbs import settle_files


def data_in(content, data: dict) -> None:
    """What is missing or makes no sense is left out. Again, it adds what has come since; versions that were made here stay."""
    files = File.objects.filter(content_id=content.pk).in_bulk()
    there = {(v.file_id, v.created_at): v for v in Version.objects.filter(document_id=content.pk)}
    for one in _versions(data):
        file = files.get(one.get("path"))
        at_ = _moment(one.get("created_at")) or content.created_at
        if file is not None and (file.pk, at_) not in there:
            there[file.pk, at_] = _kept(content, file, one, at_)
    rows = sorted(there.values(), key=lambda version: (version.created_at, version.pk))
    for number, version in enumerate(rows, 1):
        version.number = number
    Version.objects.bulk_update(rows, ["number"])
    current = rows[-1] if rows else None
    values = {
        "folder": at(
            Group.objects.get(pk=content.group_id), _names(data)
        ),  # seen: by nobody, this is an import
        "current": current,
        "sort": sorted_by(content.heading),
        "changed_at": current.created_at if current else content.published_at or timezone.now(),
    }
    Details.objects.update_or_create(content_id=content.pk, defaults=values)
    settle_files(content.pk, current.file_id if current else None)


def _kept(content, file: File, one: dict, at_: datetime) -> Version:
    name = safe_name(one["name"]) if isinstance(one.get("name"), str) and one["name"].strip() else file.name
    look = Version.Look.WAITING if can_be_drawn(name) else Version.Look.NONE
    author = one.get("author") if type(one.get("author")) is int else content.author_id
    note = one["note"][:300] if isinstance(one.get("note"), str) else ""
    return Version.objects.create(
        document_id=content.pk, file=file, name=name, size=file.size, author_id=author, note=note, created_at=at_, look=look
    )  # fmt: skip


def data_out(content) -> dict:
    details = getattr(content, "document", None)
    versions = [
        {
            "path": version.file_id,
            "name": version.name,
            "author": version.author_id,
            "created_at": version.created_at.astimezone(UTC).isoformat(),
            **({"note": version.note} if version.note else {}),
        }
        for version in sorted(content.versions.all(), key=lambda version: version.number)
    ]
    found: dict = {"versions": versions} if versions else {}
    if details and details.folder and details.folder.trail:
        found["folder"] = details.folder.trail
    return found


def _versions(data: dict) -> list[dict]:
    listed = data.get("versions")
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def _names(data: dict) -> list[str]:
    listed = data.get("folder")
    names = (
        [safe_name(one)[:NAME] for one in listed if isinstance(one, str)] if isinstance(listed, list) else []
    )
    return [name for name in names if name.strip()]


def _moment(value) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo and 1900 <= moment.year <= 2199 else None
