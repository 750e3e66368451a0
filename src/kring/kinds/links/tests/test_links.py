"""Sharing an address: what is one, what stands there, who sees that it was shared before."""

import io
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django_tasks_db.models import DBTaskResult
from PIL import Image

from kring.core.content import verbs as posting
from kring.core.content.models import Content, Topic
from kring.core.outside.typed import clean, key
from kring.exchange.tests.packages import content, package, person
from kring.exchange.tests.platforms import difference, out_of_an_empty_platform
from kring.kinds.links import tasks, verbs
from kring.kinds.links.models import PICTURE, LinkDetails
from kring.kinds.links.reading import Found, read
from tests.cast import SIGNED_IN
from tests.clean import forget

pytestmark = pytest.mark.django_db


def share(cast, group="open", who="member", url="https://example.org/", **fields):
    item = posting.post(cast[who], cast.groups[group], "link", title="example.org")
    verbs.point(item, url, **fields)
    return Content.objects.get(pk=item.pk)


def sent(cast, **fields):
    return {"kind": "link", "group": cast.groups["open"].pk, "title": "", "body": "", "words": "", **fields}


def test_an_address_is_enough(cast):
    assert cast.client("member").post("/new/", sent(cast, url="www.Example.org/map?q=a b")).status_code == 422
    assert cast.client("member").post("/new/", sent(cast, url="www.Example.org/map?q=a+b")).status_code == 302
    item = Content.objects.get(kind="link")
    assert (item.title, item.link.url) == ("example.org", "https://www.example.org/map?q=a+b")
    page = cast.client("outsider").get(f"/c/{item.pk}/").text
    assert 'href="https://www.example.org/map?q=a+b" rel="noopener noreferrer nofollow"' in page
    assert not DBTaskResult.objects.filter(task_path__contains="links").exists()  # the tests have no way out


@pytest.mark.parametrize(
    "typed",
    ["javascript:alert(1)", "file:///etc/passwd", "ftp://example.org", "https://", "https://a:b@example.org", "word", "", "https://x\x00y.nl",
     "data:text/html,x", 'https://example.org/"onclick="x', "https://[::1", "https://example.org:99999/", "x" * 2500 + ".nl"],
)  # fmt: skip
def test_what_is_no_address_of_a_website(cast, typed):
    assert cast.client("member").post("/new/", sent(cast, url=typed)).status_code == 422


def test_addresses_that_lead_to_the_same():
    same = [
        "https://example.org/a/",
        "http://www.example.org/a",
        "example.org/a?utm_source=x",
        "HTTPS://EXAMPLE.org/a#top",
        "https://example.org:443/a",
    ]
    assert len({key(clean(url)) for url in same}) == 1
    other = [
        "https://example.org/b",
        "https://example.org/a?page=2",
        "https://example.org:8443/a",
        "https://example.net/a",
    ]
    assert len({key(clean(url)) for url in [*same, *other]}) == 5
    assert clean("münchen.de/ä") == "https://xn--mnchen-3ya.de/%C3%A4"


def test_what_was_shared_before_is_shown_to_who_may_see_it(cast):
    for group, readers in {
        "open": {"manager", "host", "member", "outsider"},
        "secret": {"host", "member"},
    }.items():
        item = share(cast, group, url="https://example.org/x/")
        Content.objects.filter(pk=item.pk).update(title=cast.word(f"a link in {group}", readers))
    for who in SIGNED_IN:
        for path in (
            "/links/known/?url=www.example.org/x?utm_source=me",
            "/links/",
            "/links/?view=mine",
            "/",
            "/g/open/links/",
        ):
            assert not cast.leaks(who, cast.client(who).get(path).text), (who, path)
    assert cast.client("host").get("/links/known/?url=example.org/x").text.count("zq") >= 2
    assert "zq" not in cast.client("host").get("/links/known/?url=%00").text
    assert cast.statuses("get", "/links/known/", who=("nobody",)) == {"nobody": 302}


def test_topics_of_links(cast):
    item, other = share(cast), share(cast, "secret", url="https://example.net/")
    for one, slug in ((item, "maps"), (other, "hidden")):
        one.topics.add(Topic.objects.create(slug=slug, name=slug.title()))
    assert "Hidden" not in cast.client("outsider").get("/links/").text
    assert "example.org" in cast.client("outsider").get("/links/?topic=maps").text
    assert cast.client("outsider").get("/links/?topic=hidden").text.count("link-box") == 0
    assert cast.client("member").get("/links/?topic=nosuch").status_code == 404
    assert cast.client("member").get("/links/?topic=%00").status_code in (400, 404)


PAGE = b"""<!doctype html><html><head><meta charset="iso-8859-1"><title>Fallback</title>
<meta property="og:title" content="Caf\xe9 &amp; kaart <script>x</script>"><meta name="description" content="Waar  je\n kunt zitten.">
<meta property="og:site_name" content="Waterveen"><meta property="og:image" content="/kaart.png"></head><body><title>Not this</title>"""


class Site(BaseHTTPRequestHandler):
    def do_GET(self):
        body, type = PAGE, "text/html"
        if self.path == "/kaart.png":
            data = io.BytesIO()
            Image.new("RGB", (600, 300), "teal").save(data, "PNG")
            body, type = data.getvalue(), "image/png"
        self.send_response(200)
        self.send_header("Content-Type", type)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words):
        pass


@pytest.fixture
def site(settings):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.CONFIG = replace(settings.CONFIG, outside_allow="localhost", link_previews=True)
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_what_stands_there_is_fetched_and_kept_here(cast, site):
    assert cast.client("member").post("/new/", sent(cast, url=site)).status_code == 302
    item = Content.objects.get(kind="link")
    assert DBTaskResult.objects.filter(task_path__contains="links").count() == 1
    assert tasks.look(item.pk)
    assert not tasks.look(item.pk)  # it may run twice
    item = Content.objects.get(pk=item.pk)
    assert (item.title, item.link.words, item.link.site) == (
        "Café & kaart <script>x</script>",
        "Waar je kunt zitten.",
        "Waterveen",
    )
    assert (item.link.picture.name, item.link.picture.media_type) == (PICTURE, "image/webp")
    forget()
    page = cast.client("host").get(f"/c/{item.pk}/").text
    assert f'src="{item.link.picture.url}' in page and "kaart.png" not in page
    assert "<script>x" not in page and page.count("link-box") == 1
    member, edit = cast.client("member"), f"/c/{item.pk}/edit/"
    member.post(edit, {"url": site, "title": item.title, "body": "Look."})
    assert LinkDetails.objects.get(pk=item.pk).photo
    member.post(edit, {"url": site, "title": item.title, "files": [""]})
    assert LinkDetails.objects.get(pk=item.pk).photo is None
    member.post(edit, {"url": f"{site}other", "title": item.title})
    assert Content.objects.get(pk=item.pk).title == "localhost"  # the title was that of the page before


def test_what_somebody_typed_stays(cast, site):
    item = share(cast, url=site, title="My title")
    assert not tasks.look(item.pk)
    late = share(cast, url=f"{site}?late")
    assert not verbs.show(late, Found("Of another address"), None, site)


def test_an_address_that_points_inside_shows_nothing_and_says_why(cast, site):
    for url in (
        "http://127.0.0.1/",
        "http://169.254.169.254/latest/",
        "http://[::1]/",
        site.replace("localhost", "127.0.0.1"),
    ):
        item = share(cast, url=url)
        assert not tasks.look(item.pk)
        said = "this address doesn’t lead to the open internet"
        assert said in cast.client("member").get(f"/c/{item.pk}/").text
        assert said not in cast.client("member").get("/links/").text
    edit = {"url": url, "title": "The printer", "body": ""}
    cast.client("member").post(f"/c/{item.pk}/edit/", edit)
    assert said not in cast.client("member").get(f"/c/{item.pk}/").text


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<",
        b"<title>" * 5000,
        b"\0" * 300_000,
        b"<meta " * 40_000,
        b"&#" * 100_000,
        b"<!--" * 50_000,
        b"\xff\xfe<\0t\0",
    ],
)
def test_an_odd_page_says_what_it_can(body):
    found = read(body, "nonsense-8", "https://example.org/")
    assert len(found.title) <= 300 and len(found.words) <= 600


def test_a_list_costs_a_fixed_number_of_queries(cast, django_assert_max_num_queries):
    member, counts = cast.client("member"), []
    for _ in range(2):
        for n in range(3):
            share(cast, url=f"https://example.org/{n}")
        forget()
        with django_assert_max_num_queries(24) as captured:
            member.get("/links/")
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_out_and_in_again(tmp_path):
    data = {"url": "https://example.org/", "title": "Example", "site": "Ex"}
    odd = [
        content(f"o{n}", kind="link", title="x", data=given)
        for n, given in enumerate([{"url": 12}, {"url": "javascript:x"}, {}])
    ]
    path = package(tmp_path / "in", person(), content("c1", kind="link", title="Example", data=data), *odd)
    first = out_of_an_empty_platform(path, tmp_path / "first")
    assert data in [one.get("data") for one in first]
    assert not difference(first, out_of_an_empty_platform(tmp_path / "first", tmp_path / "second"))
