"""Packages drawn by hypothesis: small, and with everything odd that a record may hold."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from kring.exchange.tests.packages import ABOUT

FILES = {"notes/a b é.txt": b"words", "plain.csv": b"1;2", "odd#name?.bin": b"\0\1"}
ODD = "aZ09 éß漢🙂'\"<>&;:|#%/?=+-_.~@\u00a0\u200d\u202e()[]{}\\"
moments = st.datetimes(datetime(1990, 1, 1), datetime(2024, 1, 1), timezones=st.just(UTC))
words = st.text(ODD, max_size=12)
some_words = words.filter(lambda word: word.strip(" \u00a0"))
ids = st.one_of(
    st.sampled_from(["1", "2", "3", "a:1", "group:1"]), some_words, some_words.map(lambda w: w * 30)
)
addresses = st.sampled_from(
    ["https://example.org/a?b=c&d#e", "/c/1/", "mailto:a@example.org", "javascript:x", "#part"]
)


@st.composite
def bodies(draw, names):
    parts = draw(st.lists(st.one_of(
        words,
        st.builds("<p>{}</p>".format, words),
        st.builds("<h2>{}</h2>".format, st.text("aé漢 -#", max_size=9)),
        st.builds('<a href="kring:{}#part">{}</a>'.format, st.sampled_from(names), words),
        st.builds("[words](kring:{})".format, st.sampled_from(names)),
        st.builds("kring:{} ".format, st.sampled_from(names)),
        st.builds('<img src="files/{}" alt="it">'.format, st.sampled_from([*FILES, "gone.png"])),
        st.builds('<a href="{}">there</a>'.format, addresses),
        st.sampled_from(["\n\n", "- a\n- b", "<b>x<i>y</b>z", "<table><tr><td>1", "<a href=x><img src=https://x/y>"]),
    ), min_size=1, max_size=5))  # fmt: skip
    body = "".join(parts)
    return body if body.strip() else "words"


def some(names):
    return st.sampled_from(names)


def record(type, **fields):
    """A record with some of the fields that may be missing; those whose name ends in _ are always there."""
    needed = {name[:-1]: value for name, value in fields.items() if name.endswith("_")}
    maybe = {name: value for name, value in fields.items() if not name.endswith("_")}
    return st.fixed_dictionaries({"type": st.just(type), **needed}, optional=maybe)


@st.composite
def packages(draw, source="one"):
    """(records, kring.json)"""

    def several(least, most):
        return draw(st.lists(ids, min_size=least, max_size=most, unique=True))

    people, groups, topics = several(1, 3), several(0, 3), several(0, 2)
    contents, comments = several(1, 4), several(0, 4)
    handles = ["@anna", "@nobody"]
    body = bodies([*contents, *comments, *groups, *people, *handles, "gone"])
    format = st.sampled_from(["html", "markdown", "text"])
    files = st.lists(
        st.fixed_dictionaries({"path": some([*FILES])}, optional={"name": some_words, "caption": words}),
        max_size=2,
        unique_by=lambda one: one["path"],
    )
    person, content, comment = some(people), some(contents), some(comments or ["gone"])
    group, topic = some(groups or ["gone"]), some(topics or ["gone"])
    extra = {"odd_field": st.one_of(words, st.integers(0, 9), st.lists(words, max_size=2))}
    drawn = []
    for number, id in enumerate(people):
        drawn.append(draw(record(
            "person", id_=st.just(id), name_=some_words, email=st.just(f"p{number}@example.org"), title=words,
            handle=st.sampled_from(["anna", "b.c", "odd one"]), bio=words, manager=person, language=some(["nl", "en"]),
            expertise=st.lists(some_words, max_size=2), joined_at=moments, role=some(["member", "manager", "guest"]),
            active=st.booleans(), theme=some(["light", "dark"]), working_days=st.just([1, 3]),
            start_date=st.just("2020-02-29"), shows_presence=st.booleans(), since=moments, **extra,
        )))  # fmt: skip
    for id in topics:
        drawn.append(draw(record("topic", id_=st.just(id), name_=some_words, description=words)))
    for id in groups:
        drawn.append(draw(record(
            "group", id_=st.just(id), name_=some_words, description=body, format=format, welcome=body, parent=group,
            access=some(["open", "closed", "secret"]), kind=words, created_at=moments, created_by=person,
            features=st.just({"wiki": "on", "polls": "off"}), **extra,
        )))  # fmt: skip
    for id in contents:
        in_group = {"group": group} if groups else {}
        drawn.append(draw(record(
            "content", id_=st.just(id), kind_=some(["update", "question", "wiki", "idea"]), author_=person,
            created_at_=moments, body_=body, format_=format, title=st.one_of(words, st.just("long " * 60)),
            updated_at=moments, published_at=moments, state=some(["published", "draft", "scheduled", "archived"]),
            topics=st.lists(topic, max_size=2), language=some(["nl", "en"]), parent=content, files=files,
            pinned=st.booleans(), comments_open=st.booleans(), review_at=st.just("2030-01-01T00:00:00Z"),
            url=addresses, data=st.just({"lead": "é", "n": 1}), **in_group, **extra,
        )))  # fmt: skip
    for id in comments:
        drawn.append(draw(record(
            "comment", id_=st.just(id), content_=content, author_=person, created_at_=moments, body_=body,
            format_=format, parent=comment, updated_at=moments, files=files, best=st.booleans(), **extra,
        )))  # fmt: skip
    loose = [
        record("revision", content_=content, author_=person, created_at_=moments, body_=body, format_=format,
               title=words, note=words),
        record("reaction", person_=person, content_=content, emoji=some(["like", "tada", "rocket"]), created_at=moments),
        record("view", person_=person, content_=content, created_at_=moments),
        record("bookmark", person_=person, content_=content, created_at_=moments, list=some_words),
        record("must_read", content_=content, by=person, until=moments, created_at_=moments),
        record("read_confirmed", person_=person, content_=content, created_at_=moments),
        record("follow", person_=person, content_=content, created_at_=moments),
        record("knowledge_confirmed", person_=person, topic_=topic, by_=person, created_at_=moments),
        record("vote", person_=person, content_=content, value=st.just(-1), option=words, created_at_=moments),
        record("event", verb_=st.just("content.published"), actor_=person, created_at_=moments, content=content,
               data=st.just({"x": 1})),
        record("song", id_=ids, person=person, text=words),
    ]  # fmt: skip
    if groups:
        loose.append(
            record(
                "membership", group_=group, person_=person, role=some(["member", "host"]), joined_at=moments
            )
        )
    if comments:
        loose.append(record("reaction", person_=person, comment_=comment, created_at_=moments))
    drawn += draw(st.lists(st.one_of(loose), max_size=8, unique_by=what))
    return [written(one) for one in drawn], {**ABOUT, "source": source}


def what(record: dict) -> str:
    """Of views and the like, one of a person and thing: more of them become one here."""
    names = ("person", "content", "comment", "group", "id")
    return "|".join(str(record.get(name)) for name in ("type", *names))


def written(record: dict) -> dict:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value for name, value in record.items()
    }
