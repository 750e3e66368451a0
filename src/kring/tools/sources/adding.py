"""Looking at an address before it becomes a source, and saying yes to what was found."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.content.once import once
from kring.core.outside.typed import clean, key
from kring.core.refused import Refused
from kring.tools.sources import arriving
from kring.tools.sources.looking import Feed, look_at
from kring.tools.sources.models import Look, Source
from kring.tools.sources.naming import check_publishes
from kring.tools.sources.problems import Problem, sentence

MOST = 30
"""Sources of one group."""
AT_ONCE = 5
"""Looks of one person that nothing has come of yet."""


def look(group, by, typed: str) -> Look:
    """Somebody wants to see what stands there; a task looks."""
    url = clean(typed)
    if not url:
        raise Refused(sentence("address"), 400)
    check_room(group, url)
    if Look.objects.filter(by=by, found__isnull=True, problem="").count() >= AT_ONCE:
        raise Refused(_("Kring is still looking at the addresses that you gave before. Wait a minute."), 400)
    made = Look.objects.create(group=group, by=by, url=url)
    from kring.tools.sources.tasks import look as task

    transaction.on_commit(lambda: task.enqueue(str(made.token)))
    return made


def check_room(group, url: str) -> None:
    """Raise Refused where the group follows it already, or enough."""
    there = Source.objects.filter(group=group, key=key(url)).first()
    if there:
        raise Refused(_("This group follows “%(title)s” already.") % {"title": there.title}, 400)
    if Source.objects.filter(group=group).count() >= MOST:
        raise Refused(
            _("This group follows thirty sources already. Remove one that isn’t needed any more."), 400
        )


def see(token) -> None:
    """Look, once; a second call finds it done."""
    made = Look.objects.filter(pk=token, found__isnull=True, problem="").first()
    if made is None:
        return
    try:
        told = {"found": look_at(made.url).told()}
    except Problem as problem:
        told = {"problem": problem.code}
    Look.objects.filter(pk=token, found__isnull=True, problem="").update(**told)


def add(seen: Look, by, mode: str) -> Source:
    """The group follows what was found, and its newest entries wait. The same look twice makes one, and so do two people at once."""
    feed = Feed.kept(seen.found)
    if not Source.objects.filter(token=seen.token).exists():
        check_room(seen.group, feed.url)

    def same():
        return Source.objects.filter(Q(token=seen.token) | Q(group=seen.group, key=key(feed.url))).first()

    return once(same, lambda: _add(seen, by, mode, feed))


def _add(seen: Look, by, mode: str, feed: Feed) -> Source:
    if mode == Source.Mode.SELF:
        check_publishes(by, seen.group)
    source = Source(
        group=seen.group, by=by, url=feed.url, key=key(feed.url), title=feed.title, site=feed.site, mode=mode,
        token=seen.token, created_at=timezone.now(),
    )  # fmt: skip
    source.save(force_insert=True)
    arriving.take_in(source.pk, feed)
    record("sources.added", actor=by, group=seen.group)
    return source
