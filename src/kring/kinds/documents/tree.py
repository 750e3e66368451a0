"""The folders of a group as a tree: read with one query, and walked in memory."""

from collections import defaultdict
from collections.abc import Iterator

from django.http import Http404

from kring.kinds.documents.folders import Folder
from kring.kinds.documents.rows import sorted_by

MOST = 5000


class Tree:
    def __init__(self, group):
        rows = Folder.objects.filter(group=group).order_by("pk")[:MOST]
        self.folders = {row.pk: row for row in rows}
        for row in self.folders.values():
            row.group = group
        self.top = next((row for row in self.folders.values() if row.is_top), None)
        self._below: dict[int, list[Folder]] = defaultdict(list)
        for row in self.folders.values():
            if row.parent_id:
                self._below[row.parent_id].append(row)

    @classmethod
    def of(cls, group) -> "Tree":
        """With its top, also where nobody has brought a document yet."""
        tree = cls(group)
        tree.top = tree.top or Folder(group=group)  # nothing is written by looking
        return tree

    def get(self, id) -> Folder:
        """The folder with this number, the top for None; Http404 where this group has no such folder."""
        if id in (None, ""):
            return self.top
        number = int(id) if str(id).isascii() and str(id).isdecimal() and len(str(id)) < 19 else 0
        if number not in self.folders:
            raise Http404
        return self.folders[number]

    def below(self, folder: Folder) -> list[Folder]:
        return sorted(self._below[folder.pk], key=lambda row: sorted_by(row.name))

    def path(self, folder: Folder) -> list[Folder]:
        """From the top down to the folder itself."""
        found = [folder]
        while found[0].parent_id in self.folders:
            found.insert(0, self.folders[found[0].parent_id])
        return found

    def walk(self, folder: Folder) -> Iterator[Folder]:
        """The folder and everything below it, as the eye goes down a list."""
        yield folder
        for below in self.below(folder):
            yield from self.walk(below)
