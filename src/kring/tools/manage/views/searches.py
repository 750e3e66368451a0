"""What people look for here, and look for in vain: words that several asked, without who they are."""

from kring.core.search import tally
from kring.core.search.address import to
from kring.core.search.file_models import FileText
from kring.tools.manage.access import for_managers, manage_page

DAYS = 30


@for_managers
def searches(request):
    """`?show=`: "" for what nothing was found for, "all" for everything that is asked most."""
    show = "all" if request.GET.get("show") == "all" else ""
    rows = tally.most_asked(nothing=not show, days=DAYS)
    return manage_page(
        request,
        "manage/searches.html",
        "searches",
        show=show,
        asked=[(row, to(row["words"])) for row in rows],
        days=DAYS,
        kept=tally.KEEP.days,
        at_least=tally.AT_LEAST,
        files=_files(),
    )


def _files() -> list[tuple[object, int]]:
    """How reading the text in files went: (what came of it, of how many). Pictures and sound hold none."""
    counts = ((state, FileText.objects.filter(state=state).count()) for state in FileText.State)
    return [(state.label, number) for state, number in counts if number and state != FileText.State.OTHER]
