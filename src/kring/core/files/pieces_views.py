"""The addresses of files in pieces.

POST /uploads/ `name`, `size` → 201, `Location`, `Upload-Offset: 0`
HEAD /uploads/<token>/ → 200, `Upload-Offset`, `Upload-Length`: where to go on
PATCH /uploads/<token>/ with `Upload-Offset` and the bytes → 204, the new `Upload-Offset`; after the last piece 201 and the same
answer as a file that came in one go. 409 says that it goes on elsewhere (`Upload-Offset`), 423 that another piece is coming in.
DELETE /uploads/<token>/ → 204
"""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kring.core.files import pieces
from kring.core.files.uploads import piece_size
from kring.core.files.views import made_of
from kring.core.people.querysets import known


@require_POST
def begin(request):
    if known(request.user) is None:
        return _refused(_("You are signed out. Sign in again, then add the file."), 401)
    size = request.POST.get("size", "")
    try:
        number = int(size) if size.isascii() and size.isdecimal() and len(size) < 16 else 0
        row = pieces.begin(request.user, request.POST.get("name", ""), number)
    except ValidationError as error:
        return _refused(" ".join(error.messages), 422)
    headers = {"Location": f"/uploads/{row.token}/", "Upload-Offset": "0"}
    answer = {"url": headers["Location"], "piece": piece_size()}
    return JsonResponse(answer, status=201, headers=headers)


@require_http_methods(["HEAD", "PATCH", "DELETE"])
def go_on(request, token):
    row = pieces.of(request.user, token) if known(request.user) else None
    if row is None:
        raise Http404
    if request.method == "DELETE":
        pieces.forget(row)
        return HttpResponse(status=204)
    if request.method == "PATCH":
        return _added(request, row)
    return HttpResponse(headers={**_there(row, pieces.offset(row)), "Cache-Control": "no-store"})


def _added(request, row):
    at = request.headers.get("Upload-Offset", "")
    if not (at.isascii() and at.isdecimal() and len(at) < 16):
        return _refused(_("This piece doesn't say where it begins."), 400)
    try:
        there = pieces.add(row, int(at), request)
        if there < row.size:
            return HttpResponse(status=204, headers=_there(row, there))
        return made_of(pieces.finish(row))
    except pieces.WrongOffset as error:
        return HttpResponse(status=409, headers=_there(row, error.args[0]))
    except pieces.Busy:
        return HttpResponse(status=423, headers=_there(row, pieces.offset(row)))
    except ValidationError as error:
        status = 503 if getattr(error, "code", "") == "busy" else 422
        return _refused(" ".join(error.messages), status)


def _there(row, offset: int) -> dict[str, str]:
    return {"Upload-Offset": str(offset), "Upload-Length": str(row.size)}


def _refused(sentence: str, status: int) -> JsonResponse:
    return JsonResponse({"error": sentence}, status=status)
