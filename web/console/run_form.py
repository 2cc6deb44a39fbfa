"""Run form - what a coordinator chooses for a plan: weeks, time, prices, what to keep; read into a run's parameters."""

import tempfile
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from flask_wtf.file import FileField
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage
from wtforms import BooleanField, IntegerField, RadioField, SelectField

from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.domain.time import Horizon, monday_of, week_number
from scheduler.domain.verdict import COMPONENTS
from scheduler.domain.wording import date_words, not_a_monday_words
from scheduler.intake import BadInput, read_pins
from web.console.asking import Where
from web.console.forms import Form
from web.console.reader import reader
from web.models.standing import Standing
from web.outputs.run_wording import seconds_words
from web.services.draft_plans import desk_of
from web.services.drafts import UnknownDraftError, draft_of, open_drafts
from web.services.past import held_before
from web.services.reference import loaded_territory
from web.services.run_parameters import MOST_WEEKS, Pinned, SolveAsked

SECONDS = (15, 30, 60, 120, 300, 600, 1800)
USUAL_SECONDS = 60
USUAL_WEEKS = 4
AHEAD_WEEKS, BACK_WEEKS = 40, 8
MOST_PRICE = 1_000_000


class RunForm(Form):
    """`offer` gives the choices; what was chosen is read by `asked_of`."""

    first_day = SelectField(validate_choice=False)
    weeks = IntegerField()
    seconds = SelectField(validate_choice=False)
    published = RadioField(validate_choice=False)
    past = BooleanField()
    draft = SelectField(validate_choice=False)
    draft_keeps = RadioField(validate_choice=False)
    pins = FileField()
    unmet = IntegerField()
    split = IntegerField()
    change = IntegerField()
    irregular = IntegerField()
    travel = IntegerField()

    def offer(self, session: Session, where: Where, first_day: str = "") -> None:
        """The choices, in words; `first_day` is offered too, where it is a date."""
        w = reader()
        standing = session.get(Standing, where.id)
        anchor = loaded_territory(session, where.id).anchor
        self.first_day.choices = [
            (monday.isoformat(), w.text(_monday_words(monday, anchor, standing)))
            for monday in _mondays(where, first_day)
        ]
        self.seconds.choices = [(str(seconds), w.text(seconds_words(seconds))) for seconds in SECONDS]
        self.published.choices = [
            ("weighed", w.say("Tenir ce qui est publié, sauf quand changer vaut son prix",
                              "Keep what is published, unless a change is worth its price")),
            ("free", w.say("Repartir de zéro dans ces semaines", "Start these weeks from nothing")),
        ]  # fmt: skip
        self.draft.choices = [
            ("", w.say("Aucun", "None")),
            *((str(draft.id), w.say(f"Brouillon {draft.id}", f"Draft {draft.id}"))
              for draft in open_drafts(session, where.id)),
        ]  # fmt: skip
        self.draft_keeps.choices = [
            ("pins", w.say("Ses épingles seulement", "Its pins only")),
            ("all", w.say("Toutes ses interventions", "All of its interventions")),
        ]


def prefilled(form: RunForm, session: Session, where: Where, given: Mapping[str, str]) -> None:
    """The usual choices; `du`, `semaines` and `brouillon` of the address come first."""
    standing = session.get(Standing, where.id)
    start = _next_monday(where, standing)
    form.first_day.data = given.get("du") or start.isoformat()
    form.weeks.data = int(given["semaines"]) if given.get("semaines", "").isdecimal() else USUAL_WEEKS
    form.seconds.data = str(USUAL_SECONDS)
    form.published.data = "weighed"
    form.past.data = True
    form.draft.data = given.get("brouillon", "")
    form.draft_keeps.data = "pins"
    weights = loaded_territory(session, where.id).weights
    for name in COMPONENTS:
        form[name].data = getattr(weights, name)


def asked_of(form: RunForm, session: Session, territory: str, today: date) -> dict[str, Any] | None:
    """The parameters of a solve; None where the form had to say what is wrong."""
    loaded = loaded_territory(session, territory)
    monday, seconds = _monday(form), _seconds(form)
    weeks = form.weeks.data
    if weeks is None or not 1 <= weeks <= MOST_WEEKS:
        form.refuse(form.weeks, Text(fr=f"De 1 à {MOST_WEEKS} semaines.", en=f"From 1 to {MOST_WEEKS} weeks."))
    prices = {name: _price(form, name) for name in COMPONENTS}
    pins = [*_pins_of_file(form, loaded)]
    if monday is not None and not form.errors:
        horizon = Horizon(monday, weeks or 1)
        pins += _pins_of_draft(form, session, territory, horizon)
        if form.past.data and monday < today:
            pins += map(Pinned.of, held_before(session, loaded, horizon, today))
    if form.errors:
        return None
    own = {name: getattr(loaded.weights, name) for name in COMPONENTS}
    asked: dict[str, Any] = {"first_day": monday, "weeks": weeks, "seconds": seconds, "pins": pins}
    if prices != own:
        asked["weights"] = prices
    if form.published.data == "free":
        asked["published"] = "free"
    return asked


# -- reading the fields ------------------------------------------------------------------------------------------------


def _monday(form: RunForm) -> date | None:
    try:
        monday = date.fromisoformat(form.first_day.data or "")
    except ValueError:
        form.refuse(form.first_day, Text(fr="Choisissez un lundi.", en="Choose a Monday."))
        return None
    if monday.weekday() != 0:
        form.refuse(form.first_day, not_a_monday_words(monday))
    return monday


def _seconds(form: RunForm) -> float:
    """One of those offered, or any other number that the engine takes."""
    most = SolveAsked.model_fields["seconds"].metadata[-1].le
    try:
        seconds = float(form.seconds.data or "")
    except ValueError:
        seconds = 0.0
    if not 1 <= seconds <= most:
        form.refuse(form.seconds, Text(fr="Choisissez un temps de calcul.", en="Choose a time."))
    return seconds


def _price(form: RunForm, name: str) -> int:
    price = form[name].data
    if price is None or not 0 <= price <= MOST_PRICE:
        form.refuse(
            form[name],
            Text(fr="Un nombre entier de minutes, 0 ou plus.", en="A whole number of minutes, 0 or more."),
        )
        return 0
    return int(price)


def _pins_of_file(form: RunForm, territory: Territory) -> Iterator[Pinned]:
    """Of pins.csv, where one was given; what is wrong with it is said line by line."""
    given = form.pins.data
    if not isinstance(given, FileStorage) or not given.filename:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pins.csv"
        given.save(path)
        try:
            read = read_pins(path, territory)
        except BadInput as error:
            for issue in error.issues:
                said = issue.line(reader().language).replace(str(path), given.filename)
                form.refuse(form.pins, Text(fr=said, en=said))
            return
    yield from (Pinned.of_pin(pin) for pin in read)


def _pins_of_draft(form: RunForm, session: Session, territory: str, horizon: Horizon) -> Iterator[Pinned]:
    """The interventions of a draft in these weeks that are to stay: the pinned ones, or all."""
    if not form.draft.data:
        return
    try:
        desk = desk_of(session, draft_of(session, territory, int(form.draft.data)))
    except (UnknownDraftError, ValueError):
        form.refuse(form.draft, Text(fr="Ce brouillon n’existe plus.", en="There is no such draft any more."))
        return
    pinned = {(demand, advisor, day, period) for demand, advisor, day, period in desk.pins}
    for row in desk.plan.interventions:
        place = (row.demand, row.advisor, row.date, row.half_day.period.name)
        if row.date in horizon and (form.draft_keeps.data == "all" or place in pinned):
            yield Pinned.of(row)


# -- Mondays -----------------------------------------------------------------------------------------------------------


def _mondays(where: Where, asked: str) -> list[date]:
    """Those around today, and the one that was asked for, where it is one."""
    first = monday_of(where.today) - timedelta(weeks=BACK_WEEKS)
    mondays = {first + timedelta(weeks=number) for number in range(BACK_WEEKS + AHEAD_WEEKS)}
    try:
        mondays.add(monday_of(date.fromisoformat(asked)))
    except ValueError:  # nothing was asked for, or nothing that is a day
        return sorted(mondays)
    return sorted(mondays)


def _next_monday(where: Where, standing: Standing | None) -> date:
    """The one after what is published, where that reaches beyond this week; else the next one."""
    following = monday_of(where.today) + timedelta(weeks=1)
    if standing is None:
        return following
    return max(following, monday_of(standing.last_day) + timedelta(weeks=1))


def _monday_words(monday: date, anchor: date, standing: Standing | None) -> Text:
    """`7 septembre 2026 – semaine 2 du cycle, publiée`."""
    day, number = date_words(monday), week_number(monday, anchor)
    said = Text(fr=f"lundi {day.fr} (semaine {number})", en=f"Monday {day.en} (week {number})")
    if standing is not None and standing.first_day <= monday <= standing.last_day:
        return Text(fr=f"{said.fr} – publiée", en=f"{said.en} – published")
    return said
