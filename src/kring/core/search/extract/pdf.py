"""PDF, by the engine of Chromium."""

from kring.core.search.extract.limits import MOST_PAGES, Text, Unreadable


def pdf(source, text: Text) -> None:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as error:
        raise Unreadable("locked" if "password" in str(error).lower() else "broken") from None
    for number in range(min(len(document), MOST_PAGES)):
        try:
            page = document[number]
            words = page.get_textpage().get_text_bounded()
        except pypdfium2.PdfiumError:
            continue  # one bad page
        if not text.add(joined(words)):
            return


def joined(words: str) -> str:
    """A word that was divided at the end of a line is one again."""
    return words.replace("\ufffe", "").replace("\u00ad\r\n", "").replace("\u00ad", "")
