"""The pages, for hosts alone."""

import pytest

from kring.core.content.models import Content
from kring.core.features import verbs as switch
from kring.core.groups import verbs as groups
from kring.tools.sources import adding, verbs, widgets
from kring.tools.sources.models import Entry, Look, Source
from kring.tools.sources.tests.feeds import RSS, feed, followed, found, item, rss
from tests.cast import SIGNED_IN
from tests.clean import forget

pytestmark = pytest.mark.django_db
OPEN = {"manager": 200, "host": 200, "member": 403, "outsider": 403, "guest": 404, "nobody": 302}
CLOSED = OPEN | {"manager": 403}
SECRET = CLOSED | {"manager": 404, "outsider": 404}


def test_only_hosts_see_sources(cast):
    for slug, expected in (("open", OPEN), ("closed", CLOSED), ("secret", SECRET)):
        word = cast.word(f"a source of {slug}", {"host", "manager"} if slug == "open" else {"host"})
        source = followed(
            cast.groups[slug], cast.host, found(1, title=word), title=word, url=f"https://{slug}.example/"
        )
        entry = Entry.objects.get(source=source)
        place = f"/g/{slug}/sources/"
        for path in (
            place,
            f"{place}new/",
            f"{place}decided/",
            f"{place}{source.pk}/",
            f"{place}entries/{entry.pk}/",
        ):
            assert cast.statuses("get", path) == expected, path
    for who in SIGNED_IN:
        for path in ("/", "/sources/", "/g/open/", "/g/closed/", "/g/open/sources/", "/search/?q=zq"):
            assert not cast.leaks(who, cast.client(who).get(path).text), (who, path)
    overview = {"manager": 200, "host": 200, "member": 403, "outsider": 403, "guest": 403, "nobody": 302}
    assert cast.statuses("get", "/sources/") == overview


def test_only_hosts_decide(cast):
    group = cast.groups["closed"]
    expected = CLOSED | {"host": 302}
    for verb in ("pause", "resume", "hurry", "remove"):
        source = Source.objects.first() or followed(group, cast.host, found(1), found(2))
        place = f"/g/closed/sources/{source.pk}/{verb}/"
        assert cast.statuses("post", place) == expected, verb
        assert cast.client("host").get(place).status_code == 405
    assert not Source.objects.exists() and cast.client("host").post(place).status_code == 302
    source = followed(group, cast.host, found(1), found(2))
    one, two = Entry.objects.waiting().newest()
    assert cast.statuses("post", "/g/closed/sources/entries/", {"publish": one.pk}) == expected
    assert cast.statuses("post", "/g/closed/sources/entries/", {"skip": two.pk}) == expected
    assert cast.statuses("post", f"/g/closed/sources/entries/{two.pk}/wait/") == expected
    assert cast.statuses("post", f"/g/closed/sources/entries/{two.pk}/", {"title": "x"}) == expected
    assert Content.objects.filter(kind="news", author=cast.host).count() == 2
    assert cast.client("host").post(f"/g/closed/sources/{source.pk}/explode/").status_code == 404
    assert cast.client("host").get(f"/g/open/sources/{source.pk}/").status_code == 404
    assert cast.client("host").post("/g/open/sources/entries/", {"publish": one.pk}).status_code == 302
    assert cast.client("host").get(f"/g/open/sources/entries/{one.pk}/").status_code == 404


def test_from_an_address_to_news(cast, website):
    website.put("/feed", rss(*(item(n) for n in range(9)), title="De Krant"))
    page = '<html><head><link rel="alternate" type="application/rss+xml" href="/comments/feed"><link rel="alternate" type="application/rss+xml" title="News" href="/feed"></head>'
    host, new = cast.client("host"), "/g/open/sources/new/"
    answer = host.post(new, {"url": website.put("/", page, "text/html")})
    look = Look.objects.get()
    assert answer.headers["Location"] == f"{new}{look.token}/"
    assert "Looking what is there" in host.get(answer.headers["Location"]).text
    adding.see(look.token)
    adding.see(look.token)
    assert len(website.asked) == 2
    text = host.get(f"{new}{look.token}/").text
    assert "De Krant" in text and text.count("Read the original") == 5 and "/comments/feed" in text
    assert not Source.objects.exists() and not Entry.objects.exists(), "nothing is saved yet"
    assert cast.client("manager").get(f"{new}{look.token}/").status_code == 404, "a look is one’s own"
    assert host.post(f"{new}{look.token}/", {"mode": "explode"}).status_code == 422
    for _ in range(2):
        assert host.post(f"{new}{look.token}/", {"mode": "ask"}).status_code == 302
    source = Source.objects.get()
    assert (source.title, source.url, source.mode) == ("De Krant", f"{website.url}/feed", "ask")
    text = host.get("/g/open/sources/").text
    assert text.count('class="card source-entry"') == 5
    forget()
    assert (
        "5 items wait for your yes" in host.get("/").text
        and "5 items wait for your yes" in host.get("/g/open/").text
    )
    chosen = list(Entry.objects.waiting().newest().values_list("pk", flat=True))
    host.post("/g/open/sources/entries/", {"entry": chosen[:2], "publish": "chosen"})
    host.post("/g/open/sources/entries/", {"entry": chosen[1:4], "skip": "chosen"})
    assert Content.objects.filter(kind="news").count() == 2 and Entry.objects.waiting().count() == 1
    assert "1 item waits for your yes" in host.get("/").text
    answer = host.post(f"/g/open/sources/entries/{chosen[4]}/", {"title": "Ours", "body": "Read **this**."})
    item_ = Content.objects.get(title="Ours")
    assert answer.headers["Location"] == item_.url and "<strong>this</strong>" in item_.body
    assert (
        host.post(f"/g/open/sources/entries/{chosen[4]}/", {"title": "Again", "body": "x"}).status_code == 422
    )
    text = host.get("/g/open/sources/decided/").text
    assert text.count("Put it back") == 2
    host.post(f"/g/open/sources/entries/{chosen[2]}/wait/")
    assert Entry.objects.waiting().count() == 1
    assert "Item" in cast.client("member").get("/g/open/news/").text


PROBLEMS = {
    "none": ("/page", "<html><title>x</title>", "text/html", 200), "login": ("/login", "x", "text/html", 403),
    "missing": ("/missing", "", "text/html", 404), "gone": ("/gone", "", "text/html", 410), "busy": ("/busy", "", "text/html", 503),
    "large": ("/large", "x" * 3_000_001, RSS, 200),
}  # fmt: skip


@pytest.mark.parametrize("code", [*PROBLEMS, "picture", "private", "name", "answer", "way"])
def test_why_not_is_said_and_the_address_stays(cast, website, code, monkeypatch):
    from kring.core.outside import addresses
    from kring.tools.sources.problems import sentence

    urls = {
        "private": "http://10.0.0.1/feed",
        "name": "https://no.such.invalid/",
        "answer": "http://localhost:1/",
        "way": "https://news.example/",
    }
    if code in ("name", "way"):
        import socket

        error = socket.gaierror(socket.EAI_NONAME if code == "name" else socket.EAI_AGAIN, "no")
        monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *_a, **_o: (_ for _ in ()).throw(error))
    url = urls.get(code) or (
        website.put("/p.png", b"x", "image/png") if code == "picture" else website.put(*PROBLEMS[code])
    )
    host = cast.client("host")
    where = host.post("/g/open/sources/new/", {"url": url}).headers["Location"]
    adding.see(Look.objects.get().token)
    text = host.get(where).text
    said = sentence("none" if code == "picture" else code)
    assert said[:40] in text and f'value="{url}"' in text and 'aria-invalid="true"' in text
    assert host.post(where, {"mode": "ask"}).status_code == 200 and not Source.objects.exists()


@pytest.mark.parametrize(
    "typed", ["javascript:alert(1)", "ftp://example.org/", "https://a:b@example.org/", "word", "", "x" * 3000]
)
def test_what_is_no_address_is_said_at_once(cast, typed):
    answer = cast.client("host").post("/g/open/sources/new/", {"url": typed})
    assert answer.status_code == 422 and not Look.objects.exists()


def test_a_look_that_takes_long_says_so_and_five_at_once_are_enough(cast):
    from datetime import timedelta

    from django.utils import timezone

    host, new = cast.client("host"), "/g/open/sources/new/"
    for number in range(5):
        where = host.post(new, {"url": f"https://n{number}.example/"}).headers["Location"]
    assert "delay:800ms" in host.get(where).text and "longer than usual" not in host.get(where).text
    answer = host.post(new, {"url": "https://n6.example/"})
    assert answer.status_code == 422 and "still looking" in answer.text
    Look.objects.update(created_at=timezone.now() - timedelta(minutes=1))
    assert "delay:5000ms" in host.get(where).text and "longer than usual" in host.get(where).text


def test_a_manager_who_is_not_in_it_is_told_and_not_called(cast):
    followed(cast.groups["open"], cast.host, found(1))
    manager = cast.client("manager")
    assert "your yes" not in manager.get("/").text
    assert "join it first" in manager.get("/g/open/sources/").text
    assert "join it first" not in cast.client("host").get("/g/open/sources/").text
    answer = manager.post("/g/open/sources/entries/", {"publish": Entry.objects.get().pk})
    assert answer.status_code == 403 and "Join this group" in answer.text


def test_already_there_is_said_at_once(cast):
    source = followed(cast.groups["open"], cast.host)
    answer = cast.client("host").post("/g/open/sources/new/", {"url": source.url})
    assert answer.status_code == 422 and "follows “The paper” already" in answer.text


def test_a_source_is_changed(cast):
    source = followed(cast.groups["open"], cast.host, found(1))
    place, host = f"/g/open/sources/{source.pk}/", cast.client("host")
    assert host.post(place, {"title": "", "mode": "ask"}).status_code == 422
    assert host.post(place, {"title": "Our paper", "mode": "self"}).status_code == 302
    assert (
        "Our paper" in host.get("/g/open/sources/").text
        and "In the name of" in host.get("/g/open/sources/").text
    )
    assert cast.client("manager").post(place, {"title": "x", "mode": "self"}).status_code == 302, (
        "only the name"
    )
    Source.objects.update(mode="ask")
    answer = cast.client("manager").post(place, {"title": "x", "mode": "self"})
    assert answer.status_code == 422 and "Join this group" in answer.text
    verbs.pause(Source.objects.select_related("group").get(), cast.host)
    assert "Let it go on" in host.get("/g/open/sources/").text


def test_what_goes_wrong_is_said_politely(cast):
    from django.utils import timezone

    source = followed(cast.groups["open"], cast.host)
    Source.objects.update(failing_since=timezone.now(), failures=2, problem="time", next_at=timezone.now())
    for path in ("/g/open/sources/", f"/g/open/sources/{source.pk}/"):
        text = cast.client("host").get(path).text
        assert "Not read since" in text and "took too long" in text and "Next try" in text
    assert "Look now" in cast.client("host").get("/g/open/sources/").text


def test_one_source_at_a_time(cast):
    one = followed(cast.groups["open"], cast.host, found(1))
    followed(cast.groups["open"], cast.host, found(2), url="https://other.example/")
    text = cast.client("host").get(f"/g/open/sources/?source={one.pk}").text
    assert "Item 1" in text and "Item 2" not in text
    for odd in ("0", "x", "-1", "9" * 40):
        assert cast.client("host").get(f"/g/open/sources/?source={odd}").status_code == 404


def test_an_archived_group_takes_nothing(cast):
    followed(cast.groups["open"], cast.host, found(1))
    groups.archive(cast.groups["open"], cast.host)
    host = cast.client("host")
    assert (
        host.get("/g/open/sources/").status_code == 200
        and host.get("/g/open/sources/new/").status_code == 403
    )
    answer = host.post("/g/open/sources/entries/", {"publish": Entry.objects.get().pk})
    assert answer.status_code == 403 and not Content.objects.filter(kind="news").exists()


def test_off_leaves_no_trace(cast):
    source = followed(cast.groups["open"], cast.host, found(1))
    host = cast.client("host")
    assert "/g/open/sources/" in host.get("/g/open/").text and "/sources/" in host.get("/").text
    assert "/sources/" not in cast.client("member").get("/g/open/").text
    switch.switch_group("sources", cast.groups["open"], "off")
    forget()
    for path in ("/g/open/sources/", f"/g/open/sources/{source.pk}/"):
        assert host.get(path).status_code == 404
    assert "/g/open/sources/" not in host.get("/g/open/").text + host.get("/").text
    assert "your yes" not in host.get("/g/open/").text + host.get("/").text
    switch.switch_platform("sources", "off")
    assert host.get("/sources/").status_code == 404 and "sources" not in host.get("/").text
    switch.switch_platform("sources", "on")
    assert Entry.objects.waiting().exists()


def test_the_digest_of_a_host_says_what_waits(cast):
    from datetime import timedelta

    from django.utils import timezone

    followed(cast.groups["open"], cast.host, found(1), found(2))
    yesterday = timezone.now() - timedelta(days=1)
    lines = widgets.lines(cast.host, yesterday)
    assert [(line.url, line.why) for line in lines] == [("/g/open/sources/", "2 items wait for your yes")]
    assert widgets.lines(cast.host, timezone.now() + timedelta(minutes=1)) == []
    assert widgets.lines(cast.member, yesterday) == []


def test_the_page_costs_a_fixed_number_of_queries(cast, django_assert_max_num_queries):
    counts, host = [], cast.client("host")
    for number in (1, 6):
        for n in range(number):
            url = f"https://n{number}-{n}.example/"
            followed(
                cast.groups["open"],
                cast.host,
                *(found(m, guid=f"{url}{m}", title=f"{url}{m}") for m in range(5)),
                url=url,
            )
        forget()
        with django_assert_max_num_queries(28) as captured:
            host.get("/g/open/sources/")
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_feed_told_is_kept(cast):
    from kring.tools.sources.looking import Feed

    one = feed(found(1), others=[{"title": "x", "url": "https://x.example/"}])
    assert Feed.kept(one.told()) == one
