"""Loaders of rows of which there is one for each person and thing: a second one that comes is kept for an export."""

from kring.core.features.records import Loader


class PairLoader(Loader):
    """`model` and `one` (its columns that tell whether a row is there); `row(item)` makes the columns of a record."""

    model: type
    one: tuple[str, ...]

    def row(self, item) -> dict:
        raise NotImplementedError

    def key(self, record) -> str:
        return "|".join(record.get(column.removesuffix("_id")) or "" for column in self.one)

    def write(self, items, batch) -> None:
        rows: dict[tuple, tuple] = {}
        for item in items:
            row = self.row(item)
            if item.object_id:
                self.model.objects.filter(pk=item.object_id).update(**row)
            elif (one := tuple(row[name] for name in self.one)) in rows:
                batch.keep(item, item.record, "second")
            else:
                rows[one] = item, row
        ids = batch.insert(self.model, [row for _, row in rows.values()], self.one)
        for (item, _row), id in zip(rows.values(), ids, strict=True):
            item.object_id = id
            if id is None:
                batch.keep(item, item.record, "second")
