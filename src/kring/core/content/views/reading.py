"""One item, whatever its kind."""

from kring.core.content import readings, toc, topics
from kring.core.content.access import access_content
from kring.core.content.cards import page as item_page
from kring.core.content.stream import row_of
from kring.core.features import slots
from kring.core.notify import reading
from kring.core.web.pages import page, signed_in


@signed_in
def item(request, id):
    """The item, whatever its kind, for ever."""
    content = access_content(request.user, id)
    read_at = readings.opened(request.user, content)
    if request.user.has_unread:
        reading.read(request.user, content)
    foot = slots.render("item_foot", content=content, request=request, read_at=read_at)
    return page(
        request,
        "content/item.html",
        rows=[row_of(content)],
        content=content,
        item=item_page(content, foot),
        parts=toc.contents(content.body, content.title),
        related=[] if content.is_draft else topics.related(request.user, content),
    )
