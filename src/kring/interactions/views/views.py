"""The list of who has seen something."""

from kring.core.content.access import access_content
from kring.core.web.pages import page, signed_in
from kring.interactions.views import seen


@signed_in
def who(request, id):
    content = access_content(request.user, id, to="see_readers")
    asked = request.GET.get("before", "")
    before = int(asked) if asked.isdecimal() and len(asked) < 19 else None
    people, more = seen.readers(request.user, content, before)
    return page(request, "views/who.html", content=content, people=people, more=more)
