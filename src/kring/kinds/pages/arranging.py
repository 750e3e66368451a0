"""What a button between the blocks does to the fields of the form."""

import re

from kring.kinds.pages.blocks import BLOCKS

KEY = re.compile(r"b[0-9a-z]{1,12}")
MOST = 60


def keys(fields: dict[str, list[str]]) -> list[str]:
    """The blocks of a form in their order, each by the beginning of its fields' names."""
    return [key for key in dict.fromkeys(fields.get("blocks", ())) if KEY.fullmatch(key)][:MOST]


def arranged(fields: dict[str, list[str]], do: str) -> tuple[dict[str, list[str]], str]:
    """(the fields after `do`, the block to go on at). `do` is “up:b1”, “down:b1”, “remove:b1” or “add:text”."""
    what, _colon, which = do.partition(":")
    order, fields, here = keys(fields), dict(fields), ""
    if what == "add" and which in BLOCKS and len(order) < MOST:
        here = _free(order)
        order.append(here)
        fields[f"{here}-type"] = [which]
        for name, field in BLOCKS[which].form.base_fields.items():
            if field.initial is not None:  # the new block comes as if it had been sent
                fields[f"{here}-{name}"] = [str(field.initial)]
    elif which in order:
        place = order.index(which)
        order.remove(which)
        if what == "remove":
            fields = {name: value for name, value in fields.items() if not name.startswith(f"{which}-")}
            here = order[min(place, len(order) - 1)] if order else ""
        else:
            here = which
            order.insert(max(0, place + {"up": -1, "down": 1}.get(what, 0)), which)
    fields["blocks"] = ["", *order]
    fields.pop("do", None)
    return fields, here


def _free(order: list[str]) -> str:
    return next(key for number in range(len(order) + 1) if (key := f"b{number + 1}") not in order)
