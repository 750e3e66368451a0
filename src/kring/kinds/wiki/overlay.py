"""What stands around a page for whoever looks: its path, a banner, the pages below it, before and after, the tree beside
it, and its links to other pages. All of it comes from two queries a page: the item, and its group's tree."""

from functools import cache
from urllib.parse import unquote

from kring.core.content.access import can
from kring.core.content.models import Content
from kring.core.features import slots
from kring.kinds.wiki import caring
from kring.kinds.wiki.models import Wiki
from kring.kinds.wiki.page import WikiPage
from kring.kinds.wiki.tree import seen_by

SMALL = 250  # a larger tree is read branch by branch
GLANCE = 40  # a smaller one stands open


def aside(content, person) -> dict | None:
    """The tree stands beside every page of a wiki."""
    return {} if isinstance(content, Wiki) else None


def menu(content, person) -> dict | None:
    if not isinstance(content, Wiki) or not content.is_published or not can(person, content, "edit"):
        return None
    return {}


def around(viewer, _rows, arguments: list[str]):
    """`later("wiki", part, content id, …)`: the parts path, top, foot, tree, and name (of another page)."""
    ids = {int(argument.split(",")[1]) for argument in arguments}
    pages = Content.objects.visible_to(viewer).select_related("group", "wiki__keeper", "wiki__checked_by")
    places = {page.pk: Place(viewer, page) for page in pages.filter(pk__in=ids)}
    trees = cache(lambda group_id: seen_by(viewer, group_id))

    def part(argument: str) -> str:
        name, id, *more = argument.split(",")
        place = places.get(int(id))
        return PARTS[name](place, trees(place.content.group_id), *more) if place else ""

    return part


class Place:
    """A page as one person meets it."""

    def __init__(self, viewer, content):
        self.viewer, self.content = viewer, content
        self.writes = content.is_published and can(viewer, content, "edit")
        self.due = content.is_published and caring.is_due(content)

    @property
    def details(self) -> WikiPage | None:
        return getattr(self.content, "wiki", None)

    def shown(self, template: str, tree, **more) -> str:
        here = tree.get(self.content.pk)
        context = {
            "place": self,
            "content": self.content,
            "group": self.content.group,
            "tree": tree,
            "here": here,
        }
        return slots.template(template).render(**context, **more)


def path(place: Place, tree) -> str:
    here = tree.get(place.content.pk)
    return place.shown("wiki/path.html", tree, path=here.path if here else [])


def top(place: Place, tree) -> str:
    return place.shown("wiki/top.html", tree, months=caring.MONTHS)


def foot(place: Place, tree) -> str:
    before, after = tree.beside(place.content.pk)
    below = tree.get(place.content.pk)
    return place.shown("wiki/foot.html", tree, before=before, after=after, below=below.pages if below else [])


def beside(place: Place, tree) -> str:
    return place.shown("wiki/beside.html", tree, **branches(tree, place.content.pk))


def branches(tree, id: int | None) -> dict:
    """Which branches of a tree stand open where `id` is read, and whether closed ones are fetched when they open."""
    here = tree.get(id)
    opened = {page.id for page in here.path} | {here.id} if here else set()
    if id is None:
        opened |= (
            set(tree.pages) if len(tree) <= GLANCE else {tree.top[0].id} if len(tree.top) == 1 else set()
        )
    return {"opened": opened, "lazy": len(tree) > SMALL}


def name(place: Place, tree, title: str, words: str = "") -> str:
    title, words = unquote(title), unquote(words)
    found = tree.by_name.get(title.casefold())
    return place.shown("wiki/name.html", tree, title=title, words=words or title, found=found).strip()


PARTS = {"path": path, "top": top, "foot": foot, "tree": beside, "name": name}
