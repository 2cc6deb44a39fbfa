"""Row forms - rows of the reference data as fields, made of the columns that the reader of the files knows.

A form checks nothing by itself: what it says is read as the files would be, and the reader's messages stand beside the
fields that they are about.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from wtforms import BooleanField, HiddenField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from scheduler.domain.territory import Territory
from scheduler.domain.time import WEEKDAYS
from scheduler.domain.wording import period_words, weekday_words
from scheduler.intake import Intake, Issue
from scheduler.intake.kinds import Choice, Exact, Unreadable, Whole
from scheduler.intake.kinds_of_time import Day, Time, Weekdays
from scheduler.intake.table import PERIODS, Column
from scheduler.intake.tables import TABLE
from scheduler.intake.texts import Cells
from web.console.forms import Form
from web.console.reader import Reader, reader
from web.outputs.data_words import names_of
from web.outputs.field_words import SAID, asked
from web.services.editing import Edit, RefusedEditsError, RowGoneError, edited, mark_of, rows_of

GONE = "retirer"
"""The box that takes a row away."""


class Boxes(SelectMultipleField):
    """Some of a few words, each with its box; in a cell they are separated by bars."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


@dataclass(frozen=True)
class Part:
    """One row in a form: which of its columns are asked for, its number in the table (None: new), what it says.

    `fixed` are the cells that the page decides; `optional`: a new row that is left blank is none; `removable`: it has a
    box to take it away.
    """

    table: str
    columns: tuple[str, ...]
    place: int | None = None
    cells: Cells = field(default_factory=dict)
    fixed: Cells = field(default_factory=dict)
    optional: bool = False
    removable: bool = False


class RowsForm:
    """The parts as one form, filled in by a request that sends it, else as the rows are."""

    def __init__(self, territory: Territory, parts: Sequence[Part]) -> None:
        self.territory = territory
        self.parts = tuple(parts)
        self.form = _form(territory, self.parts)()
        self.others: tuple[Issue, ...] = ()
        if self.is_sent and self.form.seen.data != self._seen():
            raise RowGoneError
        self.form.seen.data = self._seen()

    @property
    def is_sent(self) -> bool:
        return bool(self.form.is_submitted())

    def field(self, part: int, column: str) -> Any:
        return self.form[_name(part, column)]

    def fields(self, part: int, columns: Iterable[str] = ()) -> list[tuple[Column, Any]]:
        """(column, field) of the part, in order: of these columns, or of all."""
        row = self.parts[part]
        return [(TABLE[row.table].column[name], self.field(part, name)) for name in columns or row.columns]

    def gone(self, part: int) -> Any:
        return self.form[_name(part, GONE)]

    def say(self, part: int, column: str, text: str) -> None:
        """Puts into a field what the page has made of others."""
        self.field(part, column).data = text

    def edits(self) -> list[tuple[int, Edit]]:
        """(number of the part, edit) of each part that is there."""
        made = []
        for number, part in enumerate(self.parts):
            said = {name: _text(self.field(number, name).data) for name in part.columns}
            if part.removable and self.gone(number).data:
                made.append((number, Edit(part.table, part.place, None)))
            elif not (part.optional and part.place is None and _is_blank(part, said)):
                made.append((number, Edit(part.table, part.place, {**part.fixed, **said})))
        return made

    def intake(self) -> Intake | None:
        """What the rows make of the territory; None, with the messages in place, where it is refused."""
        made = self.edits()
        try:
            read = edited(self.territory, [edit for _, edit in made])
            return None if self.form.errors else read
        except RefusedEditsError as error:
            told = []
            for (number, column), issues in error.of_cells.items():
                part = made[number][0]
                for issue in issues:
                    if column in self.parts[part].columns:
                        found = self.field(part, column)
                        found.errors = [*found.errors, issue.what(reader().language)]
                        told.append(issue)
            self.others = tuple(issue for issue in error.issues if not any(issue is one for one in told))
            return None

    @property
    def status(self) -> int:
        return 422 if self.form.errors or self.others else 200

    def _seen(self) -> str:
        """What the rows were when the form was shown: who sends it later changes nothing that changed since."""
        return " ".join("" if part.place is None else mark_of(part.cells) for part in self.parts)


def part_of(territory: Territory, table: str, place: int, columns: Sequence[str], **settings: Any) -> Part:
    """The part of a row that is there."""
    return Part(table, tuple(columns), place, rows_of(territory, table)[place], **settings)


def _form(territory: Territory, parts: Sequence[Part]) -> type[Form]:
    w = reader()
    fields: dict[str, Any] = {"seen": HiddenField()}
    for number, part in enumerate(parts):
        for name in part.columns:
            column = TABLE[part.table].column[name]
            label, hint = asked(part.table, column)
            said: dict[str, Any] = {"label": w.text(label), "description": w.text(hint)}
            fields[_name(number, name)] = _field(column, part, territory, w, said)
        if part.removable:
            fields[_name(number, GONE)] = BooleanField()
    return type("OneForm", (Form,), fields)


def _field(column: Column, part: Part, territory: Territory, w: Reader, said: dict[str, Any]) -> Any:
    """The column's field; `said` are its label and its hint. The list of a new row that may be none begins blank."""
    text = part.cells.get(column.name, column.default if part.place is None else "")
    match column.kind:
        case Choice():
            english, words = column.kind.choices("en"), column.kind.choices(w.language)
            told = [
                (word, w.text(SAID[column.name, word]) if (column.name, word) in SAID else name)
                for word, name in zip(english, words, strict=True)
            ]
            return SelectField(**said, choices=_choices(told), default=text or column.default)
        case Weekdays():
            days = [(name, w.text(weekday_words(number))) for number, name in enumerate(WEEKDAYS)]
            return Boxes(**said, choices=_choices(days), default=_weekdays(column, text))
        case Day():
            return StringField(**said, default=text, widget=TextInput("date"))
        case Time():
            return StringField(**said, default=text, widget=TextInput("time"))
        case Whole():
            return StringField(**said, default=text, render_kw={"inputmode": "numeric"})
        case Exact():
            return StringField(**said, default=text, render_kw={"inputmode": "decimal"})
    if column.refers == PERIODS:
        periods = [(period.name, w.text(period_words(period.name))) for period in territory.periods]
        if column.name == "periods":
            return Boxes(**said, choices=_choices(periods), default=text.split("|") if text else [])
        return SelectField(
            **said, choices=_choices([("", w.say("toute la journée", "the whole day")), *periods]), default=text
        )
    if column.refers:
        names = names_of(territory)
        known = [(one.id, names[column.refers, one.id]) for one in _referred(territory, column, part)]
        blank = [] if column.required and not part.optional else [("", "—")]
        return SelectField(**said, choices=_choices([*blank, *known]), default=text)
    return StringField(**said, default=text)


def _choices(said: Iterable[tuple[str, str]]) -> list[Any]:
    """Of (word, what is read)."""
    return [SelectChoice(value, label) for value, label in said]


def _referred(territory: Territory, column: Column, part: Part) -> Sequence[Any]:
    """What the column may name: of rooms, those of the row's venue."""
    found: Sequence[Any] = getattr(territory, column.refers)
    venue = part.fixed.get("venue") or part.cells.get("venue")
    return [one for one in found if one.venue == venue] if column.refers == "rooms" and venue else found


def _weekdays(column: Column, text: str) -> list[str]:
    try:
        return [WEEKDAYS[number] for number in sorted(column.kind.read(text))] if text else []
    except Unreadable:
        return []


def _is_blank(part: Part, said: Cells) -> bool:
    """Whether nothing was written: what a browser sends of untouched lists and defaults is no writing."""
    columns = TABLE[part.table].column
    return all(not text or text == columns[name].default for name, text in said.items())


def _text(data: object) -> str:
    if isinstance(data, list | tuple):
        return "|".join(data)
    return str(data or "").strip()


def _name(part: int, column: str) -> str:
    return f"r{part}-{column}"
