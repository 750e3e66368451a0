"""`data` of interchange: {"options": [{"id", "text", "day" or "starts_at"}], "way", "multiple", "anonymous", "hide_until_closed", "changeable",
"closes_at", "closed_at", "closed_by", "electorate", "quorum", "quorum_of"}, and of an anonymous poll its totals,
"tally": {"voters": 12, "options": {"<id>": {"yes": 7}}}. Votes with names are `vote` records: their `value` is 1, of a ranking
the place, of a date 2 yes, 1 if need be, 0 no."""

from datetime import UTC, date, datetime

from django.utils import timezone

from kring.core.content.models import Content
from kring.kinds.polls import votes
from kring.kinds.polls.models import LONGEST, MOST, Ballot, Option
from kring.kinds.polls.ways import COUNTERS, Way

MUCH = 2**31


def data_in(content, data: dict) -> None:
    """What makes no sense is left out; a poll without options still is one. Options keep their votes when they come again."""
    ends, closed = _moment(data.get("closes_at")), _moment(data.get("closed_at"))
    if ends and not closed and ends <= timezone.now():
        closed = ends  # it is history: nobody is told that it has closed
    number, share = _number(data.get("quorum")), data.get("quorum_of") == "share"
    anonymous = data.get("anonymous") is True
    ballot, _made = Ballot.objects.update_or_create(
        content_id=content.pk,
        defaults={
            "way": _way(data),
            "anonymous": anonymous,
            "hidden": data.get("hide_until_closed") is True,
            "changeable": data.get("changeable") is not False and not anonymous,
            "closes_at": ends,
            "closed_at": closed,
            "closed_by_id": data["closed_by"] if closed and type(data.get("closed_by")) is int else None,
            "electorate": _number(data.get("electorate")) if closed else None,
            "quorum": number or None,
            "quorum_is_share": share,
        },
    )
    _options(ballot, data.get("options"))
    if anonymous:
        _totals(ballot, data.get("tally"))
    votes.tally([ballot.pk])
    Content.objects.filter(pk=content.pk).update(is_open=not ballot.is_over)


def _way(data: dict) -> str:
    if data.get("way") in Way.values:
        return data["way"]
    return Way.MULTIPLE if data.get("multiple") is True else Way.SINGLE


def _options(ballot: Ballot, given) -> None:
    rows: dict[str, Option] = {}
    for one in given[:MOST] if isinstance(given, list) else ():
        row = _option(one, ballot, len(rows))
        if row and row.key not in rows:
            rows[row.key] = row
    ballot.options.exclude(key__in=list(rows)).delete()
    Option.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=["ballot", "key"],
        update_fields=["place", "text", "day", "starts_at"],
    )


def _option(one, ballot: Ballot, place: int) -> Option | None:
    if type(one) is not dict or type(one.get("id")) is not str or not 0 < len(one["id"]) <= 80:
        return None
    text = one["text"].strip()[:LONGEST] if type(one.get("text")) is str else ""
    day, starts = _day(one.get("day")), _moment(one.get("starts_at"))
    return Option(ballot=ballot, key=one["id"], place=place, text=text, day=day, starts_at=starts)


def _totals(ballot: Ballot, tally) -> None:
    """The totals of an anonymous poll, which then takes no new votes: nobody knows who has voted. Where people voted here these
    totals stand."""
    if type(tally) is not dict or ballot.voters.exists():
        return
    voters = _number(tally.get("voters"))
    Ballot.objects.filter(pk=ballot.pk).update(voter_count=voters, from_elsewhere=voters > 0)
    counts = tally.get("options")
    for option in ballot.options.all():
        given = counts.get(option.key) if type(counts) is dict else None
        given = given if type(given) is dict else {}
        Option.objects.filter(pk=option.pk).update(**{name: _number(given.get(name)) for name in COUNTERS})


def data_out(content) -> dict:
    ballot = getattr(content, "poll", None)
    if ballot is None:
        return {}
    options = list(ballot.options.all())
    found = {
        "options": [_option_out(option) for option in options],
        **_rules_out(ballot, content.data),
        "closes_at": _iso(ballot.closes_at),
        "closed_at": _iso(ballot.closed_at),
        "closed_by": ballot.closed_by_id,
        "electorate": ballot.electorate,
        "quorum": ballot.quorum,
        "quorum_of": ("share" if ballot.quorum_is_share else "number") if ballot.quorum else None,
    }
    if ballot.anonymous and ballot.voter_count:
        counts = {o.key: {n: v for n in COUNTERS if (v := getattr(o, n))} for o in options}
        found["tally"] = {"voters": ballot.voter_count, "options": counts}
    return found


def _rules_out(ballot: Ballot, came: dict) -> dict:
    """What is as usual, and wasn't said before, isn't said."""
    plain = ballot.way in (Way.SINGLE, Way.MULTIPLE)
    rules = {
        "way": (None if plain else ballot.way, None),
        "multiple": (ballot.way == Way.MULTIPLE, False),
        "anonymous": (ballot.anonymous, False),
        "hide_until_closed": (ballot.hidden, False),
        "changeable": (ballot.changeable or ballot.anonymous, True),
    }
    return {
        name: value
        for name, (value, usual) in rules.items()
        if (value, came.get(name, usual)) != (usual, usual)
    }


def _option_out(option: Option) -> dict:
    said = {"id": option.key, "text": option.text, "starts_at": _iso(option.starts_at)}
    said["day"] = option.day and option.day.isoformat()
    return {name: value for name, value in said.items() if value or name == "text"}


def words(ids) -> dict[int, str]:
    """A poll is found by its options."""
    found: dict[int, str] = {}
    for pk, text in Option.objects.filter(ballot__in=ids).values_list("ballot_id", "text"):
        found[pk] = f"{found.get(pk, '')} {text}".strip()
    return found


def owes(ids) -> set[int]:
    """Those that closed: somebody voted for something, and would like to know what comes of it."""
    closed = Ballot.objects.filter(pk__in=ids, closed_at__isnull=False)
    return set(closed.values_list("pk", flat=True))


def _iso(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None


def _number(value) -> int:
    return value if type(value) is int and 0 <= value < MUCH else 0


def _day(value) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def _moment(value) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo and 1900 <= moment.year <= 2199 else None
