"""The whole platform of a test in the index, as the fan-out would have written it."""

from kring.core.search import index
from kring.core.search.finding import find
from kring.core.search.parsing import parse
from kring.core.search.tasks import TABLES


def index_all() -> None:
    for what, model in TABLES.items():
        index.write(what, model.objects.values_list("pk", flat=True))  # seen: by nobody, only indexed


def titles(person, asked: str, page: int = 1, **fields) -> list[str]:
    return [hit.content.title for hit in find(person, parse(asked, fields), page).hits]
