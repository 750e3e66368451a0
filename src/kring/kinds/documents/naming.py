"""What documents and folders are called."""

from django.utils.translation import gettext as _

from kring.core.content.models import Content
from kring.core.content.states import State
from kring.core.files.sorts import ODD
from kring.core.refused import Refused
from kring.kinds.documents.folders import NAME, Folder
from kring.kinds.documents.rows import sorted_by

LONGEST = 200


def title_of(name: str) -> str:
    """The name of a file without its ending, as the title of the document."""
    stem, dot, ending = name.rpartition(".")
    plain = stem if dot and stem and len(ending) <= 8 and ending.isalnum() else name
    return " ".join(plain.replace("_", " ").split())[:LONGEST] or _("Document")


def there(folder: Folder, title: str) -> Content | None:
    """The document of this name that lies in the folder already."""
    items = Content.objects.filter(
        document__folder=folder, document__sort=sorted_by(title), title__iexact=title
    )  # seen: by who writes there
    return items.filter(state=State.PUBLISHED).select_related("group", "author").order_by("pk").first()


def free(folder: Folder, title: str) -> str:
    """“Report (2)”, “Report (3)”: the first that isn't there yet."""
    taken = set(
        Content.objects.filter(document__folder=folder, document__sort__startswith=sorted_by(title)[:200])  # seen: as above
        .filter(state=State.PUBLISHED).values_list("document__sort", flat=True)[:1000]
    )  # fmt: skip
    number = 2
    while sorted_by(f"{title} ({number})") in taken:
        number += 1
    return f"{title} ({number})"


def folder_name(typed: str) -> str:
    """What somebody typed, as the name of a folder; raises Refused where there is nothing of it left."""
    name = " ".join(ODD.sub(" ", typed).split())[:NAME].strip(" .")
    if not name:
        raise Refused(_("Give the folder a name."), 400)
    return name
