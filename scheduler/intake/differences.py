"""What differs between two territories as their files say it: rows added, removed or changed, settings changed.

A row is the same one while it has the same id; one of a table without ids, while it is equal, else while it names the
same things (`NAMED_BY`). Where several rows could be the same, they are paired in their order.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from scheduler.domain.territory import Territory
from scheduler.intake.tables import RULES, TABLES
from scheduler.intake.texts import Cells, Texts, texts_of

SETTINGS = "territory"
"""The table of the settings: one row for each key."""

NAMED_BY: Mapping[str, tuple[str, ...]] = {
    "postings": ("advisor", "structure"),
    "patterns": ("advisor", "weekday", "period", "cycle", "phase"),
    "absences": ("advisor", "from", "period"),
    "closures": ("venue", "room", "from", "period"),
    "travel": ("from", "to"),
    "rules": ("kind", "zone"),
}

Kind = Literal["added", "removed", "changed"]


@dataclass(frozen=True)
class Difference:
    """One row of a table as it was (None: it was not there) and as it is (None: it is no longer there)."""

    table: str
    before: Cells | None
    after: Cells | None

    @property
    def kind(self) -> Kind:
        return "added" if self.before is None else "removed" if self.after is None else "changed"

    @property
    def cells(self) -> Cells:
        """The row as it is, or as it was."""
        said = self.after if self.after is not None else self.before
        assert said is not None
        return said

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that say something else than before."""
        before, after = self.before or {}, self.after or {}
        return tuple(name for name in {**before, **after} if before.get(name, "") != after.get(name, ""))


def differences(before: Territory, after: Territory) -> tuple[Difference, ...]:
    """Settings first, then table by table in FORMAT.md's order; removed and changed rows first, then added ones."""
    return differences_of_texts(texts_of(before), texts_of(after))


def differences_of_texts(before: Texts, after: Texts) -> tuple[Difference, ...]:
    """The same, of what is not read yet."""
    found = list(_of_settings(before.settings, after.settings))
    for table in (RULES, *TABLES):
        found += _of_rows(table.name, before.tables.get(table.name, ()), after.tables.get(table.name, ()))
    return tuple(found)


def _of_settings(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Difference]:
    for key in dict.fromkeys((*before, *after)):
        sides = [{"key": key, "value": side[key]} if key in side else None for side in (before, after)]
        if sides[0] != sides[1]:
            yield Difference(SETTINGS, *sides)


def _of_rows(table: str, before: Sequence[Cells], after: Sequence[Cells]) -> Iterator[Difference]:
    was, now = [*before], [*after]
    for names in (None, NAMED_BY.get(table, ("id",))):
        was, now, pairs = _paired(was, now, names)
        yield from (Difference(table, one, other) for one, other in pairs if one != other)
    yield from (Difference(table, row, None) for row in was)
    yield from (Difference(table, None, row) for row in now)


def _paired(
    was: list[Cells], now: list[Cells], names: tuple[str, ...] | None
) -> tuple[list[Cells], list[Cells], list[tuple[Cells, Cells]]]:
    """The rows that are left on each side, and the pairs of those that agree on the columns (None: on all)."""
    waiting: defaultdict[tuple[object, ...], list[Cells]] = defaultdict(list)
    for row in reversed(now):
        waiting[_key(row, names)].append(row)
    left, pairs = [], []
    for row in was:
        same = waiting[_key(row, names)]
        if same:
            pairs.append((row, same.pop()))
        else:
            left.append(row)
    paired = {id(other) for _, other in pairs}
    return left, [row for row in now if id(row) not in paired], pairs


def _key(row: Cells, names: tuple[str, ...] | None) -> tuple[object, ...]:
    return tuple(sorted(row.items())) if names is None else tuple(row.get(name, "") for name in names)
