PAGES = {
    "host": ["/albums/", "/g/open/albums/", "/new/?kind=album", "/c/{album}/", "/c/{album}/photos/add/", "/c/{album}/photos/arrange/",
             "/c/{album}/photos/{photo}/", "/c/{album}/edit/"],
    "outsider": ["/c/{album}/"],
}  # fmt: skip


def make() -> dict[str, int]:
    from kring.core.content import verbs as posting
    from kring.core.groups.models import Group
    from kring.core.people.models import Person
    from kring.kinds.albums import verbs
    from kring.kinds.albums.tests.photos import photo

    group, host = Group.objects.get(slug="open"), Person.objects.get(handle="host")
    album = posting.post(
        host, group, "album", title="The day that the new bridge over the canal was opened by everybody"
    )
    verbs.open_to(album, True)
    photos = [photo(host, f"{n}.jpg", size=(80 + 20 * n, 60)) for n in range(7)]
    verbs.add(album, host, [one.pk for one in photos], {photos[0].pk: "The first ones over it"})
    return {"album": album.pk, "photo": photos[0].pk}
