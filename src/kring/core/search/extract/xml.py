"""Reading XML that strangers wrote: no entities, no network, no tree larger than the parser finds reasonable."""

from collections.abc import Iterator

from lxml import etree


def paragraphs(xml: bytes, ends: set[str], words: set[str], gaps: set[str]) -> Iterator[str]:
    """The text of each element named in `ends` (local names), in reading order. Only text of elements in `words` counts
    (all text, where that is empty); an element in `gaps` is a space."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    for element in etree.fromstring(xml, parser).iter():
        if local(element) in ends:
            yield "".join(_pieces(element, ends, words, gaps))


def local(element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _pieces(element, ends, words, gaps) -> Iterator[str]:
    if not words or local(element) in words:
        yield element.text or ""
    for child in element:
        name = local(child)
        if name in gaps:
            yield " "
        if name and name not in ends:  # one within another (a text box) comes by itself
            yield from _pieces(child, ends, words, gaps)
        if not words:
            yield child.tail or ""
