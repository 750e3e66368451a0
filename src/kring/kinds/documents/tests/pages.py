"""The pages that axe, the width of a phone and the languages are tried on."""

PAGES = {
    "host": [
        "/documents/", "/g/open/documents/", "/g/open/documents/?folder={folder}", "/c/{document}/", "/c/{sheet}/", "/c/{document}/versions/",
        "/c/{document}/versions/compare/?old=1&new=2", "/c/{document}/replace/", "/c/{document}/check-out/", "/c/{document}/folder/",
        "/g/open/documents/folders/{folder}/", "/new/?kind=document",
    ],
    "outsider": ["/g/open/documents/", "/c/{document}/"],
}  # fmt: skip


def make() -> dict[str, int]:
    from kring.core.groups.models import Group
    from kring.core.people.models import Person
    from kring.kinds.documents import checking_out, filing, verbs
    from kring.kinds.documents.folders import top_of
    from kring.kinds.documents.tests.files import loose

    host, member = Person.objects.get(handle="host"), Person.objects.get(handle="member")
    folder = filing.start(
        top_of(Group.objects.get(slug="open")), host, "Beleid en plannen met een lange naam"
    )
    name = "Verordening-op-de-heffing-en-de-invordering-van-rioolheffing-gemeente-2026.txt"
    document = verbs.add(host, folder, [loose(host, name, b"first\nsecond")])[0].content
    verbs.replace(document, member, loose(member, "new.txt", b"first\nthird"), "Article 2 was wrong")
    checking_out.check_out(document, member, "Writing article 3, done on Friday")
    sheet = verbs.add(
        member, top_of(folder.group), [loose(member, "costs.csv", b"what,how much\nroof,1200\ndoor,80")]
    )[0]
    return {"document": document.pk, "folder": folder.pk, "sheet": sheet.content.pk}
