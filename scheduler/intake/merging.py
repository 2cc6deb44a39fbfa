"""Merging two changes of one territory's texts: what one of them changed, upon the other, where they meet nowhere."""

from collections import Counter
from collections.abc import Sequence

from scheduler.intake.differences import SETTINGS, Difference, differences_of_texts
from scheduler.intake.texts import Cells, Texts


def merged(base: Texts, ours: Texts, theirs: Texts) -> Texts | None:
    """`theirs` with what `ours` changed from `base`; None where both changed the same row or setting."""
    settings = dict(theirs.settings)
    tables = {name: [dict(row) for row in rows] for name, rows in theirs.tables.items()}
    made_already = Counter(map(_fingerprint, differences_of_texts(base, theirs)))
    for difference in differences_of_texts(base, ours):
        if made_already[_fingerprint(difference)] > 0:
            made_already[_fingerprint(difference)] -= 1
        elif difference.table == SETTINGS:
            key = difference.cells["key"]
            if settings.get(key) != (difference.before or {}).get("value"):
                return None
            if difference.after is None:
                del settings[key]
            else:
                settings[key] = difference.after["value"]
        elif not _put(tables.setdefault(difference.table, []), difference):
            return None
    return Texts(settings, tables)


def _put(rows: list[dict[str, str]], difference: Difference) -> bool:
    """Makes the change in the rows; False where the row that it is about is no longer as it was."""
    if difference.before is None:
        rows.append(dict(difference.cells))
        return _is_alone(rows, difference.cells)
    place = next((n for n, row in enumerate(rows) if row == difference.before), None)
    if place is None:
        return False
    if difference.after is None:
        del rows[place]
    else:
        rows[place] = dict(difference.after)
    return True


def _is_alone(rows: Sequence[Cells], added: Cells) -> bool:
    """Whether no other row has the id of the one that was added."""
    return "id" not in added or sum(row.get("id") == added["id"] for row in rows) == 1


def _fingerprint(difference: Difference) -> tuple[object, ...]:
    sides = (None if side is None else tuple(sorted(side.items())) for side in (difference.before, difference.after))
    return (difference.table, *sides)
