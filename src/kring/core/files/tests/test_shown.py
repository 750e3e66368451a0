"""What pages show of files: the grid, the list, and pictures in a text."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from kring.core.content import verbs
from kring.core.features.slots import template
from kring.core.files import sizes
from kring.core.files.models import File
from kring.core.files.shown import in_sizes, shown
from kring.core.files.tests.keep import keep
from kring.core.files.tests.test_images import encoded, quarters

PICTURE = encoded(quarters(1600, 1000))


def picture(number=7, **more) -> File:
    return File(
        **{"pk": number, "name": "a b.png", "media_type": "image/png", "width": 1600, "height": 1000, **more}
    )


@given(st.integers(1, 30_000), st.integers(1, 30_000))
def test_sizes_keep_their_shape_and_never_grow(width, height):
    last = (0, 0)
    for size in sizes.WIDTHS:
        fitted = sizes.fitted(width, height, size)
        assert last <= fitted <= (width, height) and fitted[1] <= sizes.TALLEST
        assert abs(fitted[0] / width - fitted[1] / height) <= max(1 / width, 1 / height)
        last = fitted


@pytest.mark.parametrize("many", [0, 1, 2, 3, 4, 5, 8])
def test_a_grid_of_five_at_most(cast, many):
    item = verbs.post(cast.member, cast.groups["open"], "update", body="<p>x</p>")
    for number in range(many):
        keep(
            f"{number}.png",
            PICTURE,
            content=item,
            owner=cast.member,
            caption=f"Number {number} <b>",
            order=number,
        )
    text = keep("notes.txt", content=item, owner=cast.member)
    card = cast.client("member").get("/g/open/").content.decode()
    page = cast.client("member").get(item.url).content.decode()
    for html, seen in ((card, min(many, 5)), (page, many)):
        assert html.count('loading="lazy"') == seen and html.count('width="1600" height="1000"') == seen
        assert "notes.txt" in html and text.url in html and "<b>" not in html
    assert ("+3" in card) is (many == 8) and "+3" not in page
    assert (f"photos-{min(many, 5)}" in card) is bool(many)


def test_not_shown_twice_nor_when_it_was_taken_out(cast):
    item = verbs.post(cast.member, cast.groups["open"], "update", body="<p>x</p>")
    inside, beside, gone = (keep(f"{n}.png", PICTURE, content=item) for n in "abc")
    linked = keep("linked.pdf", content=item)
    File.objects.filter(pk=gone.pk).update(removed_at=item.created_at)
    item.edit(
        cast.member,
        title="",
        body=f'<p><img src="{inside.url}" alt="A weir"><a href="{linked.url}">read</a></p>',
    )
    found = shown(item)
    assert [file.pk for file in found.all] == [beside.pk]
    page = cast.client("member").get(item.url).content.decode()
    assert page.count('alt="A weir"') == 1 and f"{inside.url}?size=small 480w" in page


IMAGE = '<img src="/files/7/a-b.png" alt="x > y">'


def test_a_picture_in_a_text_comes_in_fitting_sizes_and_opens():
    html = in_sizes(f"<p>{IMAGE}</p>", [picture()])
    assert html.startswith(
        '<p><a class="photo" href="/files/7/a-b.png" data-photo><img alt="x > y" src="/files/7/a-b.png?size=medium"'
    )
    assert (
        'width="1600" height="1000"' in html
        and "1024w" in html
        and html.endswith('decoding="async"></a></p>')
    )
    linked = in_sizes(f'<a href="https://x.org">{IMAGE}</a>', [picture()])
    assert linked.count("<a ") == 1 and "srcset" in linked


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>x</p>",
        '<img src="/avatars/7/x.webp">',
        '<img src="/files/8/x.png">',
        '<img src="/files/7/x.png',
        'src="/files/7/',
        "<img>",
    ],
)
def test_everything_else_stays_as_it_is(html):
    assert in_sizes(html, [picture()]) == html
    assert in_sizes(IMAGE, [picture(media_type="application/pdf")]) == IMAGE
    assert in_sizes(IMAGE, [picture(width=None)]) == IMAGE


def test_once_is_enough():
    once = in_sizes(f"<p>{IMAGE}</p>{IMAGE}", [picture()])
    assert in_sizes(once, [picture()]) == once


def test_what_moves_stands_still_in_a_grid():
    class Item:
        body = ""

        class files:  # noqa: N801
            all = staticmethod(lambda: [picture(frames=9)])

    (photo,) = shown(Item()).photos
    assert photo.srcset == "" and photo.src.endswith("?size=medium")
    html = in_sizes(f"<p>{IMAGE}</p>", [picture(frames=9)])
    assert "srcset" not in html and "GIF" in html and 'src="/files/7/a-b.png?size=medium"' in html


def test_a_form_shows_what_it_carries(cast):
    file = keep("a.png", PICTURE, owner=cast.member, caption='"quoted"')
    html = template("components/attachments_field.html").render(files=[file], id="files")
    assert (
        f'name="caption-{file.pk}" value="&#34;quoted&#34;"' in html
        and 'name="uploads" multiple id="files"' in html
    )


def test_cards_read_all_files_with_one_query(cast):
    items = [verbs.post(cast.member, cast.groups["open"], "update", body=f"<p>{n}</p>") for n in range(9)]

    def reads_of_files() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert cast.client("member").get("/g/open/").status_code == 200
        return sum('FROM "files_file"' in query["sql"] for query in queries)

    assert reads_of_files() <= 2  # those of the items, and of the comments below them
    for item in items:
        for number in range(6):
            keep(f"{number}.png", PICTURE, content=item)
        item.touch()
    assert reads_of_files() <= 2 and reads_of_files() == 0  # then they stand on the kept cards
