"""The pages that are looked at in tests/in_browser/test_every_page.py."""

from kring.core.people.models import Person
from kring.tools.feeds import verbs

PAGES = {"host": ["/feeds/"], "outsider": ["/feeds/"]}


def make() -> dict[str, int]:
    verbs.renew(Person.objects.get(handle="host"))
    return {}
