"""What a table is to the reader, the writer and the template: columns with their kinds, defaults and explanations."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from scheduler.domain.text import Text
from scheduler.intake.kinds import Kind

PERIODS = "periods"
"""What a column refers to when it names half-days of [half_days]."""


@dataclass(frozen=True)
class Column:
    """One column. A blank cell stands for the text `default`; `refers` is the table (or `PERIODS`) of its ids."""

    name: str
    kind: Kind
    note: Text
    default: str = ""
    required: bool = False
    refers: str = ""
    field: str = ""
    """The field of the domain's value, where it is not the column's name."""

    @property
    def key(self) -> str:
        return self.field or self.name


@dataclass(frozen=True)
class Table:
    """One table. `required`: a territory cannot be without its file; `example` is one row for the template."""

    name: str
    note: Text
    columns: tuple[Column, ...]
    required: bool = False

    @cached_property
    def column(self) -> Mapping[str, Column]:
        return {column.name: column for column in self.columns}
