"""Each of the six reads every address there is. Nothing that they may not see stands on any of them."""

import re
from collections import Counter
from difflib import unified_diff

import pytest

from tests.addresses import UNKNOWN, addresses, filled, links
from tests.cast import GROUPS, WHO

pytestmark = pytest.mark.django_db
FINE = {200, 301, 302, 303, 304, 400, 403, 404, 405, 409, 410, 422}
HTMX = {"HX-Request": "true", "HX-Target": "main"}
MOST_OF_ONE_PATH = 2  # the same page with other questions behind the ?
UNFINDABLE = {  # groups that they can't know of
    "manager": {"secret"},
    "outsider": {"secret"},
    "guest": {"everyone", "open", "closed", "secret"},
    "nobody": set(GROUPS),
}


def everything(cast) -> set[str]:
    return {address for pattern in addresses() for address in filled(cast, pattern, verbs=1)}


def text_of(response) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode(errors="replace") + repr(dict(response.headers))


def leaks(cast, who: str, path: str, text: str) -> list[str]:
    found = cast.leaks(who, text)
    if who == "manager" and path.startswith("/manage/"):  # where managers see that every group exists
        found = [what for what in found if not what.startswith(("the name of", "the description of"))]
    return [f"{path}: {what}" for what in found]


@pytest.mark.parametrize("who", WHO)
def test_every_address(cast, who):
    client, bad, statuses = cast.client(who), [], Counter()
    waiting, seen, per_path = sorted(everything(cast)), set(), Counter()
    while waiting:
        path = waiting.pop(0)
        bare = path.partition("?")[0]
        if path in seen or per_path[bare] >= MOST_OF_ONE_PATH or "logout" in path:
            continue
        seen.add(path)
        per_path[bare] += 1
        response = client.get(path)
        statuses[response.status_code] += 1
        if response.status_code not in FINE:
            bad.append(f"{path}: {response.status_code}")
        text = text_of(response)
        bad += leaks(cast, who, path, text.replace(path, ""))
        if response.status_code == 200:
            waiting += sorted(links(text, path) - seen)
            fragment = client.get(path, headers=HTMX)
            bad += leaks(cast, who, f"{path} (htmx)", text_of(fragment))
            if fragment.status_code not in FINE:
                bad.append(f"{path} (htmx): {fragment.status_code}")
    assert not bad, "\n".join(bad)
    assert statuses[200] > (40 if who in ("host", "member") else 3), statuses


@pytest.mark.parametrize("who", UNFINDABLE)
def test_what_is_hidden_looks_as_if_it_never_was(cast, who):
    """The same answer, to the letter, as for a number or a name that nobody has."""
    client, bad = cast.client(who), []
    for pattern in addresses():
        hidden = UNFINDABLE[who] & {"secret", "everyone"}
        if pattern.route.startswith(("manage/", "files/")) or not {"id", "slug"} & set(pattern.parameters):
            continue
        for path in filled(cast, pattern, hidden, verbs=1):
            number = re.search(r"/c/(\d+)/", path)
            unknown = path.replace(f"/c/{number[1]}/", f"/c/{UNKNOWN['id']}/") if number else path
            for slug in hidden:
                unknown = re.sub(rf"/{cast.groups[slug].slug}/", f"/{UNKNOWN['slug']}/", unknown)
            for headers in ({}, HTMX):
                given, expected = (client.get(p, headers=headers) for p in (path, unknown))
                if plain(given, path) != plain(expected, unknown):
                    bad.append(f"{path}: {given.status_code}, {unknown}: {expected.status_code}")
    assert not bad, "\n".join(bad)


def plain(response, path: str) -> tuple[int, str]:
    """Status and text without the address itself, tokens and the request's number."""
    text = (
        text_of(response)
        .replace(path, "PATH")
        .replace(path.replace("/", "%2F"), "PATH")
        .replace(path.replace("/", "\\/"), "PATH")
    )
    return response.status_code, without_tokens(text)


def without_tokens(text: str) -> str:
    text = re.sub(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", "TOKEN", text)
    text = re.sub(r"\b[A-Za-z0-9]{64}\b|\b[0-9a-f]{32}\b|\b[0-9a-f]{16}\b", "TOKEN", text)
    return re.sub(r"kring_csrf=[^;]*|expires=[^;]*|'Content-Length': '\d+'|'Expires': '[^']*'", "", text)


@pytest.mark.parametrize("who", ["outsider", "guest"])
def test_what_happens_elsewhere_changes_nothing_on_my_pages(cast, who):
    """Non-interference: whatever is said, counted, joined or suggested in groups I can't see, my pages stay the same."""
    from kring.core.content import verbs
    from kring.interactions.comments import verbs as comments
    from kring.interactions.reactions import verbs as reactions
    from tests.clean import forget

    pages(cast, who)  # what looking itself changes (the dot of what is unread) has changed then
    before = pages(cast, who)
    for slug in sorted(UNFINDABLE[who]):
        item = verbs.post(cast.member, cast.groups[slug], "update", title="More", body="<p>elsewhere</p>")
        said = comments.post(cast.host, item, "<p>elsewhere</p>")
        reactions.react(cast.host, item)
        reactions.react(cast.member, item, said)
        comments.post(cast.host, cast.items[slug, "published"], "<p>elsewhere</p>")
        item.pin(cast.host)
    forget()
    after = pages(cast, who)
    different = [path for path in before if before[path] != after.get(path)]
    assert not different, "\n".join(
        line for path in different[:4] for line in difference(before[path], after[path])
    )
    assert set(before) == set(after)


def pages(cast, who) -> dict[str, tuple[int, str]]:
    client, found, per_path = cast.client(who), {}, Counter()
    waiting = sorted({address for pattern in addresses() if not {"id", "token", "name", "verb"} & set(pattern.parameters)
                      for address in filled(cast, pattern)})  # fmt: skip
    while waiting:
        path = waiting.pop(0)
        bare = path.partition("?")[0]
        if (
            path in found
            or "logout" in path
            or bare == "/settings/sessions/"
            or per_path[bare] >= MOST_OF_ONE_PATH
        ):
            continue
        per_path[bare] += 1
        response = client.get(path)
        text = text_of(response)
        found[path] = (
            response.status_code,
            re.sub(r'<time [^>]*>[^<]*</time>|data-[\w-]+="\d{6,}"', "", without_tokens(text)),
        )
        if response.status_code == 200:
            waiting += sorted(links(text, path) - set(found))
    return found


def difference(one, other) -> list[str]:
    lines = ([str(status), *text.splitlines()] for status, text in (one, other))
    return [line for line in unified_diff(*lines, lineterm="", n=0) if not line.startswith("@@")]
