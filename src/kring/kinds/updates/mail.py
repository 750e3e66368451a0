"""A mail to a group is an update in it."""

from kring.core.content import verbs
from kring.core.files.attach import attach


def take(person, group, written):
    item = verbs.post(
        person,
        group,
        "update",
        title=written.title,
        body=written.html,
        token=written.token,
        publish=written.proven,
    )
    attach(item, person, item.body, written.files)
    return item
