"""Making an album, adding to it, ordering it, and who may."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kring.core.content import verbs as posting
from kring.core.content.models import Content
from kring.core.files.models import LOOSE, File
from kring.core.refused import Refused
from kring.kinds.albums import verbs
from kring.kinds.albums.models import MOST, PIECE, AlbumDetails, photos_of
from kring.kinds.albums.tests.photos import photo, rows
from tests.cast import SIGNED_IN
from tests.clean import forget

pytestmark = pytest.mark.django_db


def make(cast, group="open", who="member", everybody=False, photos=0):
    album = posting.post(cast[who], cast.groups[group], "album", title="The new bridge")
    verbs.open_to(album, everybody)
    rows(album, cast[who], photos)
    AlbumDetails.objects.filter(pk=album.pk).update(photo_count=photos)
    return Content.objects.get(pk=album.pk)


def order(album) -> list[int]:
    return list(photos_of(album).values_list("pk", flat=True))


def test_the_form_makes_an_album_of_what_was_uploaded(cast):
    first, second = photo(cast.member, "first.jpg"), photo(cast.member, "second.jpg")
    given = {"kind": "album", "group": cast.groups["open"].pk, "title": "The new bridge", "body": ""}
    given |= {"files": ["", second.pk, first.pk], f"caption-{second.pk}": "It opens"}
    assert cast.client("member").post("/new/", given).status_code == 302
    album = Content.objects.get(kind="album")
    assert order(album) == [second.pk, first.pk]
    assert album.album.photo_count == 2
    page = cast.client("outsider").get(f"/c/{album.pk}/").text
    assert 'alt="It opens"' in page and 'width="64" height="48"' in page and 'loading="lazy"' in page


def test_editing_the_words_leaves_the_photos(cast):
    album = make(cast, photos=3)
    was = order(album)
    member = cast.client("member")
    assert (
        'name="uploads"' not in member.get(f"/c/{album.pk}/edit/").text.split("<main")[1].split("</main")[0]
    )
    answer = member.post(f"/c/{album.pk}/edit/", {"title": "Bridge", "body": "Words.", "for_everybody": "on"})
    assert answer.status_code == 302
    assert order(album) == was
    assert AlbumDetails.objects.get(pk=album.pk).for_everybody


def test_who_adds(cast):
    closed, free = make(cast), make(cast, everybody=True)
    assert cast.statuses("get", f"/c/{closed.pk}/photos/add/") == {
        "manager": 403, "host": 403, "member": 200, "outsider": 403, "guest": 404, "nobody": 302,
    }  # fmt: skip
    assert cast.statuses("get", f"/c/{free.pk}/photos/add/") == {
        "manager": 403, "host": 200, "member": 200, "outsider": 403, "guest": 404, "nobody": 302,
    }  # fmt: skip
    mine = photo(cast.host)
    answer = cast.client("host").post(
        f"/c/{free.pk}/photos/add/", {"files": [mine.pk], f"caption-{mine.pk}": "From the quay"}
    )
    assert answer.status_code == 302
    assert photos_of(free).get().caption == "From the quay"
    cast.client("host").post(f"/c/{free.pk}/photos/add/", {"files": [mine.pk]})
    assert photos_of(free).count() == 1


def test_who_arranges(cast):
    album = make(cast, photos=2)
    assert cast.statuses("get", f"/c/{album.pk}/photos/arrange/") == {
        "manager": 200, "host": 200, "member": 200, "outsider": 403, "guest": 404, "nobody": 302,
    }  # fmt: skip
    theirs = order(album)[0]
    posted = cast.statuses(
        "post", f"/c/{album.pk}/photos/{theirs}/", {"caption": "x"}, who=("outsider", "guest")
    )
    assert posted == {"outsider": 403, "guest": 404}


def test_nobody_puts_in_what_is_anothers(cast):
    album = make(cast)
    theirs = photo(cast.host)
    elsewhere = cast.files["secret"]
    assert verbs.add(album, cast.member, [theirs.pk, elsewhere.pk, 999999]) == 0
    assert File.objects.filter(LOOSE, pk=theirs.pk).exists()


def test_what_cant_be_seen_isnt_there(cast):
    album = make(cast, "secret", photos=2)
    some = order(album)[0]
    paths = (
        f"/c/{album.pk}/photos/{some}/",
        f"/c/{album.pk}/photos/?after={some}",
        f"/c/{album.pk}/photos/add/",
    )
    for path in paths:
        assert set(cast.statuses("get", path, who=("manager", "outsider", "guest")).values()) == {404}, path
    open_album = make(cast)
    assert cast.client("member").get(f"/c/{open_album.pk}/photos/{some}/").status_code == 404
    assert cast.client("outsider").get("/albums/").text.count(album.title) == 1


def test_only_who_put_a_photo_in_or_arranges_takes_it_out(cast):
    album = make(cast, everybody=True)
    mine = photo(cast.host)
    verbs.add(album, cast.host, [mine.pk])
    theirs = rows(album, cast.member, 1, first=5)[0]
    AlbumDetails.objects.filter(pk=album.pk).update(cover=theirs)
    assert (
        cast.client("outsider").post(f"/c/{album.pk}/photos/{mine.pk}/", {"remove": "1"}).status_code == 403
    )
    assert (
        cast.client("member").post(f"/c/{album.pk}/photos/{theirs.pk}/", {"remove": "1"}).status_code == 302
    )
    assert AlbumDetails.objects.get(pk=album.pk).cover is None
    assert cast.client("host").post(f"/c/{album.pk}/photos/{mine.pk}/", {"remove": "1"}).status_code == 302
    assert (order(album), File.objects.get(pk=mine.pk).content_id) == ([], None)


def test_arranging_without_script(cast):
    album = make(cast, photos=4)
    a, b, c, d = order(album)
    member, path = cast.client("member"), f"/c/{album.pk}/photos/arrange/"

    def press(**fields):
        assert member.post(path, fields).status_code == 302
        return order(album)

    assert press(move=f"{a}:down") == [b, a, c, d]
    assert press(move=f"{d}:first") == [d, b, a, c]
    assert press(move=f"{d}:last") == [b, a, c, d]
    assert press(move=f"{d}:up") == [b, a, d, c]
    assert press(move=f"{b}:up", **{f"caption-{c}": "The end"}) == [b, a, d, c]
    assert File.objects.get(pk=c).caption == "The end"
    assert press(remove=a) == [b, d, c]
    press(cover=c)
    album = Content.objects.get(pk=album.pk)
    assert [one.file.pk for one in album.mosaic] == [c, b, d]
    assert member.post(path, {"move": f"{b}:2"}, headers={"HX-Request": "true"}).status_code == 204
    assert order(album) == [d, c, b]


@pytest.mark.parametrize(
    "fields",
    [{"move": "x:y"}, {"move": "99999999999999999999:up"}, {"cover": "-1"}, {"remove": "\x00"}, {"move": ""}],
)
def test_made_up_moves(cast, fields):
    album = make(cast, photos=2)
    was = order(album)
    assert cast.client("member").post(f"/c/{album.pk}/photos/arrange/", fields).status_code == 404
    assert order(album) == was


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    moves=st.lists(st.tuples(st.integers(0, 6), st.integers(-3, 12)), max_size=8),
    orders=st.lists(st.integers(0, 3), min_size=7, max_size=7),
)
def test_any_moves_are_those_of_a_list(cast, moves, orders):
    """Also where several had the same place."""
    album = make(cast, photos=7)
    for pk, place in zip(order(album), orders, strict=True):
        File.objects.filter(pk=pk).update(order=place)
    wanted = order(album)
    for which, to in moves:
        pk = wanted[which]
        verbs.move(album, cast.member, File.objects.get(pk=pk), to)
        wanted.remove(pk)
        wanted.insert(max(0, min(to, 6)), pk)
        assert order(album) == wanted


def test_a_picture_in_the_text_is_no_photo(cast):
    album = make(cast, photos=1)
    inside = photo(cast.member, "inside.jpg")
    body = f'<p>See</p><p><img src="{inside.url}" alt="x"></p>'
    member = cast.client("member")
    member.post(f"/c/{album.pk}/edit/", {"title": "B", "body": body, "body_format": "html"})
    album = Content.objects.get(pk=album.pk)
    assert (len(order(album)), File.objects.get(pk=inside.pk).content_id) == (1, album.pk)
    member.post(f"/c/{album.pk}/edit/", {"title": "B", "body": "Gone."})
    album = Content.objects.get(pk=album.pk)
    assert len(order(album)) == 1 and len(album.listed) == 1


def test_it_is_full_at_a_thousand(cast):
    album = make(cast, photos=MOST)
    with pytest.raises(Refused, match="1000"):
        verbs.add(album, cast.member, [photo(cast.member).pk])


def test_a_thousand_photos_come_in_pieces_and_cost_as_little(cast, django_assert_max_num_queries):
    few, many = make(cast, photos=3), make(cast, photos=1000)
    member, counts = cast.client("member"), {}
    for album in (few, many):
        for path in (f"/c/{album.pk}/", f"/c/{album.pk}/photos/?after={order(album)[0]}", f"/c/{album.pk}/photos/{order(album)[1]}/",
                     f"/c/{album.pk}/photos/arrange/", "/albums/"):  # fmt: skip
            forget()
            member.get(path)
            forget()
            with django_assert_max_num_queries(40) as captured:
                answer = member.get(path)
            assert answer.text.count("data-photo=") <= PIECE
            counts.setdefault(path.replace(str(album.pk), "N").split("=")[0], []).append(len(captured))
    assert all(
        len(set(found)) == 1 for path, found in counts.items() if "/photos/" not in path or "after" in path
    ), counts
    seen, address = 0, f"/c/{many.pk}/"
    while address:
        text = member.get(address).text
        seen += text.count('class="album-photo"')
        address = text.split('hx-get="/c/')[-1].split('"')[0] if "data-photos-more" in text else ""
        address = f"/c/{address}" if address else ""
    assert seen == 1000


def test_a_list_of_albums(cast):
    for group in ("open", "secret", "project"):
        album = make(cast, group, photos=6)
        readers = {
            "open": {"manager", "host", "member", "outsider"},
            "secret": {"host", "member"},
            "project": {"host", "member", "guest"},
        }
        word = cast.word(f"an album in {group}", readers[group])
        Content.objects.filter(pk=album.pk).update(title=word)
        verbs.say(album, cast.member, {order(album)[0]: cast.word(f"a caption in {group}", readers[group])})
    for who in SIGNED_IN:
        for path in (
            "/albums/",
            "/albums/?view=mine",
            "/",
            "/g/open/",
            "/g/open/albums/",
            "/g/secret/",
            "/g/project/",
        ):
            assert not cast.leaks(who, cast.client(who).get(path).text), (who, path)
    assert "and 1 more photo" in cast.client("member").get("/").text
