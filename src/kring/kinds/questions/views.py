from django.views.decorators.http import require_POST

from kring.core.content.access import access_comment
from kring.core.web.pages import back, signed_in
from kring.kinds.questions import verbs


@signed_in
@require_POST
def best(request, id, comment_id):
    """`on` says which state is wanted, so a second click changes nothing."""
    comment = access_comment(request.user, id, comment_id, to="choose_answer")
    (verbs.choose if request.POST.get("on") == "1" else verbs.reopen)(comment, by=request.user)
    return back(request, comment.get_absolute_url())
