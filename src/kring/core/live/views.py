"""What a page asks that was away too long to be told."""

from django.http import JsonResponse

from kring.core.content.models import Content
from kring.core.live.asked import numbers
from kring.core.web.pages import signed_in


@signed_in
def counts(request):
    """`{"counts": [{"content": 4, "comments": 2, "reactions": 7}]}` of `items=4.8`, those that the person may see."""
    wanted = numbers(request.GET.get("items", ""))
    rows = Content.objects.visible_to(request.user).filter(pk__in=wanted)
    found = rows.values_list("pk", "comment_count", "reaction_count")
    names = ("content", "comments", "reactions")
    return JsonResponse({"counts": [dict(zip(names, row, strict=True)) for row in found]})
