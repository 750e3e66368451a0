"""What an item was before it was edited."""

from kring.core.content.access import access_content
from kring.core.web.pages import page, signed_in


@signed_in
def history(request, id):
    content = access_content(request.user, id)
    revisions = content.revisions.select_related("author")
    return page(request, "content/history.html", content=content, revisions=revisions)
