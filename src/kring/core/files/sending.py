"""One stored file as an answer: safe to open, in pieces where the browser asks for a piece."""

import hashlib
import re

from django.http import FileResponse, Http404, HttpResponse, HttpResponseNotModified
from django.utils.http import content_disposition_header, parse_etags, quote_etag

CHUNK = 256 * 1024
RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
SHOWN_AS_THEY_ARE = {"image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"}
HARMLESS = SHOWN_AS_THEY_ARE | {"application/pdf", "application/zip", "text/plain", "text/csv"}
"""Types that we name, and video and sound; of any other we say only that it is bytes."""


def send(request, storage, path: str, name: str, media_type: str, inline: bool):
    """The file at `path`. Only pictures made of pixels are ever shown in the browser; all else is saved."""
    try:
        size = storage.size(path)
        changed = storage.get_modified_time(path)
    except (OSError, ValueError):
        raise Http404 from None
    etag = quote_etag(hashlib.sha256(f"{path} {size} {changed.timestamp()}".encode()).hexdigest()[:24])
    known_type = media_type in HARMLESS or media_type.startswith(("video/", "audio/"))
    headers = {
        "ETag": etag,
        "Accept-Ranges": "bytes",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Content-Disposition": content_disposition_header(
            not (inline and media_type in SHOWN_AS_THEY_ARE), name
        ),
    }
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponseNotModified(headers={"ETag": etag})
    content_type = media_type if known_type else "application/octet-stream"
    piece = _asked_for(request, size, etag)
    if piece and piece[0] >= size:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    first, last = piece or (0, size - 1)
    response = FileResponse(
        Piece(storage.open(path), first, last), content_type=content_type, headers=headers
    )
    response.block_size = CHUNK
    response["Content-Length"] = last - first + 1
    if piece:
        response.status_code = 206
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


def _asked_for(request, size: int, etag: str) -> tuple[int, int] | None:
    """(first, last) byte, or None for all: also where more than one piece is asked for, which nobody needs."""
    match = RANGE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    if not match or match.groups() == ("", "") or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = match.groups()
    if not first:
        return max(0, size - int(last)), size - 1
    if last and int(last) < int(first):
        return None
    return int(first), min(int(last) if last else size - 1, size - 1)


class Piece:
    """A part of an open file. (Without a name, from which FileResponse would make headers of its own.)"""

    def __init__(self, file, first: int, last: int):
        self.file, self.left = file, last - first + 1
        file.seek(first)

    def read(self, size: int) -> bytes:
        data = self.file.read(min(size, self.left))
        self.left -= len(data)
        return data

    def close(self) -> None:
        self.file.close()
