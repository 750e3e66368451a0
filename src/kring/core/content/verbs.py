"""Posting: the verb that page, importer and job share. What else can be done with content stands in its traits."""

from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.content import naming, text
from kring.core.content.models import Content
from kring.core.content.once import once
from kring.core.features import registry, switches
from kring.core.features.hooks import Kind
from kring.core.groups.models import Group
from kring.core.refused import Refused


def post(
    author,
    group: Group,
    kind: str,
    *,
    title="",
    body="",
    publish=True,
    at=None,
    token=None,
    topics=(),
    **fields,
) -> Content:
    """Write a new item of `kind` (body: clean HTML) and publish it, now or when it is `at`; or keep it as a draft.

    A second call with the same `token` (a form sent twice) returns the first one's item. Raises Refused where the author
    may not post there, the kind is off in the group, or there is nothing to post.
    """

    def same():
        mine = Content.objects.filter(token=token, author=author)  # seen: the author made it just now
        return mine.select_related("group").first() if token else None

    return once(same, lambda: _post(author, group, kind, title, body, publish, at, token, topics, fields))


def _post(author, group, kind, title, body, publish, at, token, topics, fields) -> Content:
    check_post(author, group, kind)
    if not body and not title:
        raise Refused(_("There is nothing to post yet: write something first."), 400)
    model, body = registry.kind_model(kind), naming.settled(body, author)
    item = model.objects.create(
        kind=kind, group=group, author=author, title=title, body=body, excerpt=text.excerpt(body), token=token,
        language=fields.pop("language", author.language), is_open=True if model.opens else None, **fields,
    )  # fmt: skip
    if topics:
        item.topics.set(topics)
    naming.put_topics(item)
    if publish and at:
        item.schedule(author, at)
    elif publish:
        item.publish(by=author)
    else:
        record("content.drafted", actor=author, group=group, content=item)
    return item


def check_post(author, group: Group, kind: str) -> None:
    """Raise Refused unless `author` may post this kind in the group."""
    if author.roles.get(group.pk) is None:
        raise Refused(_("Join this group to post in it."))
    if group.is_archived:
        raise Refused(_("This group is archived: it can be read, not added to."))
    if kind not in registry.kinds() or not switches.is_on(registry.feature_of_kind()[kind], group.pk):
        raise Refused(_("This group doesn't use this kind of post."), 400)
    if not registry.kind_model(kind).may_post(author, group):
        raise Refused(_("In this group only its hosts post this."))


def kinds_for(person) -> dict[str, Kind]:
    """What this person may post somewhere, in order."""
    groups = list(Group.objects.open_for_posts(person).only("is_everyone"))
    return {slug: kind for slug, kind in registry.kinds().items() if may_post_in(person, slug, groups)}


def may_post_in(person, kind: str, groups) -> list:
    """Those of `groups`, which the person is in, where they may post this kind."""
    feature, model = registry.feature_of_kind()[kind], registry.kind_model(kind)
    return [group for group in groups if switches.is_on(feature, group.id) and model.may_post(person, group)]
