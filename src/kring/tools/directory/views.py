"""The page `/people/`."""

from string import ascii_lowercase

from django.urls import reverse

from kring.core.web.pages import page, signed_in
from kring.core.web.shell import shell
from kring.tools.directory.asked import group_asked, read
from kring.tools.directory.choices import choices
from kring.tools.directory.looking import COUNTED, find

VIEWS = ("list", "faces")
COOKIE = "kring_people"
YEAR = 365 * 86400


@signed_in
def people(request):
    """Everybody whom this person may see, or those who answer `?q=` and the filters. `?view=faces` is remembered."""
    asked = read(request)
    group = group_asked(request.user, asked)
    groups = shell(request).own_groups
    look = request.GET.get("view") or request.COOKIES.get(COOKIE, "")
    look = look if look in VIEWS else "list"
    found = find(request.user, asked, group, groups)
    answer = page(
        request,
        "directory/people.html",
        asked=asked,
        group=group,
        found=found,
        counted=COUNTED,
        look=look,
        choices=choices(request.user, asked),
        own=[own for own in groups if not own.is_everyone],
        letters=ascii_lowercase if asked.order == "name" and not (asked.words or asked.narrows) else "",
    )
    if request.GET.get("view") == look:
        answer.set_cookie(
            COOKIE, look, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
        )
    if request.htmx and not asked.after:
        answer["HX-Replace-Url"] = reverse("people") + asked.query
    return answer
