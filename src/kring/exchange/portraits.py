"""Faces of people and covers of groups from a package, made as those that people upload."""

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from kring.core.files.images import store_avatar, store_cover

STORES = {"avatar": store_avatar, "cover": store_cover}
LARGEST = 25 * 1024 * 1024


def store(batch) -> None:
    """Put the pictures of a batch's people and groups into the storage; their names then stand in `item.values`. The
    path in the package stays among the fields without a place, so that an export has it."""
    for item in batch.items:
        for field, keep in STORES.items():
            if path := item.values.pop(field, "") if field in item.loader.fields else "":
                item.extra[field] = path
                if name := _stored(batch, item, field, path, keep):
                    item.values[field] = name


def _stored(batch, item, field: str, path: str, keep) -> str:
    size = batch.run.package.size(path) if batch.run.package else None
    if size is None or size > LARGEST:
        reason = "isn't in the package" if size is None else "is too large"
        batch.report.note(f"{item.loader.type}: the picture of {field} {reason}", item.place)
        return ""
    with batch.run.package.file(path) as stream:
        try:
            return keep(ContentFile(stream.read(LARGEST + 1), name=path))
        except ValidationError as error:
            batch.report.note(f"{item.loader.type}: {field}: {' '.join(error.messages)}", item.place)
            return ""
