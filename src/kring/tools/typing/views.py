from django.http import HttpResponse
from django.views.decorators.http import require_POST

from kring.core.content.access import access_content
from kring.core.web.pages import signed_in
from kring.tools.typing import saying


@signed_in
@require_POST
def typing(request, id):
    """Said by a page every few seconds while its reader writes a comment."""
    saying.say(request.user, access_content(request.user, id, to="say_typing"))
    return HttpResponse(status=204)
