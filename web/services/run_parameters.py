"""Run parameters - what may be asked of the solver, kind by kind, as values that are kept as JSON."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from scheduler.domain.people import Absence
from scheduler.domain.pins import Pin
from scheduler.domain.places import Closure
from scheduler.domain.plan import PlanRow
from scheduler.domain.territory import Territory, Weights
from scheduler.domain.text import Text
from scheduler.domain.time import Clock, Horizon
from scheduler.domain.wording import not_a_monday_words
from web.services.errors import ServiceError

MOST_WEEKS = 53
MOST_SECONDS = 3600.0


class UnusableParametersError(ServiceError):
    """What was asked cannot be understood, or names what the territory has not."""


class _Value(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Pinned(_Value):
    """A row that the plan must hold: the cells of a pin, None where anything will do; times in minutes of the day."""

    date: datetime.date | None = None
    weekday: Annotated[int, Field(ge=0, le=6)] | None = None
    period: str | None = None
    start: int | None = None
    end: int | None = None
    advisor: str | None = None
    structure: str | None = None
    venue: str | None = None
    room: str | None = None
    demand: str | None = None
    activity: str | None = None

    @staticmethod
    def of(row: PlanRow) -> "Pinned":
        """The row's place: who, when, where, for which demand."""
        return Pinned(
            date=row.date, period=row.half_day.period.name, advisor=row.advisor, venue=row.venue, demand=row.demand
        )

    @staticmethod
    def of_pin(pin: Pin) -> "Pinned":
        names = Pinned.model_fields
        return Pinned(**{name: getattr(pin, name) for name in names})

    def pin(self, line: int) -> Pin:
        clocks = {name: None if value is None else Clock(value) for name, value in self._times()}
        return Pin(line=line, **{**dict(self), **clocks})

    def _times(self) -> Iterable[tuple[str, int | None]]:
        return (("start", self.start), ("end", self.end))


class WeightsAsked(_Value):
    """Prices in minutes of driving, in place of the territory's."""

    unmet: int = Field(ge=0, le=1_000_000)
    split: int = Field(ge=0, le=1_000_000)
    change: int = Field(ge=0, le=1_000_000)
    irregular: int = Field(ge=0, le=1_000_000)
    travel: int = Field(ge=0, le=1_000_000)

    def weights(self) -> Weights:
        return Weights(**dict(self))


class Spot(_Value):
    """One half-day (the first, of a full day) of one advisor."""

    date: datetime.date
    period: str
    advisor: str


class AbsenceAsked(_Value):
    """Both days included; without a period, whole days."""

    advisor: str
    from_: datetime.date = Field(alias="from")
    to: datetime.date
    period: str | None = None

    def absence(self) -> Absence:
        return Absence(self.advisor, self.from_, self.to, self.period)


class ClosureAsked(_Value):
    """Both days included; without a room, the whole venue."""

    venue: str
    from_: datetime.date = Field(alias="from")
    to: datetime.date
    room: str | None = None
    period: str | None = None

    def closure(self) -> Closure:
        return Closure(self.venue, self.from_, self.to, self.room, self.period)


class _Asked(_Value):
    """`first_day` is a Monday; `draft` is the draft in which it was asked, if any."""

    first_day: datetime.date
    weeks: int = Field(ge=1, le=MOST_WEEKS)
    draft: int | None = None

    @property
    def horizon(self) -> Horizon:
        return Horizon(self.first_day, self.weeks)

    def names(self) -> Iterator[tuple[str, str]]:
        """(advisors, venues, demands… , id) of everything that it names."""
        return iter(())


class SolveAsked(_Asked):
    """The best plan. `published` is weighed against changes, or free: then it counts outside the weeks only."""

    seconds: float = Field(default=60.0, ge=1, le=MOST_SECONDS)
    weights: WeightsAsked | None = None
    published: Literal["weighed", "free"] = "weighed"
    pins: tuple[Pinned, ...] = ()

    def names(self) -> Iterator[tuple[str, str]]:
        yield from (named for pin in self.pins for named in _names_of_pin(pin))


class RepairAsked(_Asked):
    """Up to three ways to keep what was promised, with these absences and closures beside the loaded ones."""

    absences: tuple[AbsenceAsked, ...] = ()
    closures: tuple[ClosureAsked, ...] = ()
    pins: tuple[Pinned, ...] = ()
    alternatives: int = Field(default=3, ge=1, le=3)
    seconds: float = Field(default=14.0, ge=1, le=MOST_SECONDS)

    def names(self) -> Iterator[tuple[str, str]]:
        yield from (("advisor", absence.advisor) for absence in self.absences)
        yield from (("venue", closure.venue) for closure in self.closures)
        yield from (named for pin in self.pins for named in _names_of_pin(pin))


class ExplainAsked(_Asked):
    """Why a demand is not served (in the window of `week`; the first that lacks something), or why here and not there.

    With a `spot`, that placement alone is answered.
    """

    demand: str
    week: datetime.date | None = None
    spot: Spot | None = None
    seconds: float = Field(default=60.0, ge=1, le=600)

    def names(self) -> Iterator[tuple[str, str]]:
        yield "demand", self.demand
        if self.spot is not None:
            yield "advisor", self.spot.advisor
            yield "period", self.spot.period


class SuggestAsked(_Asked):
    """Where something could go: a `request` (cells of a demands row), or a `demand` of the territory.

    Of a demand: in the window of `week`, or anywhere; `moving` is the occurrence that is to go elsewhere, if any.
    `move`: how many other interventions may be moved for it.
    """

    request: dict[str, str] | None = None
    demand: str | None = None
    week: datetime.date | None = None
    moving: Spot | None = None
    top: int = Field(default=10, ge=1, le=100)
    move: int = Field(default=0, ge=0, le=3)

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.request is None) == (self.demand is None):
            raise ValueError("a request or a demand, and not both")
        return self

    def names(self) -> Iterator[tuple[str, str]]:
        if self.demand is not None:
            yield "demand", self.demand


Asked = SolveAsked | RepairAsked | ExplainAsked | SuggestAsked

OF_KIND: Mapping[str, type[Asked]] = {
    "solve": SolveAsked,
    "repair": RepairAsked,
    "explain": ExplainAsked,
    "suggest": SuggestAsked,
}


def read_parameters(kind: str, given: Mapping[str, Any], territory: Territory | None = None) -> Asked:
    """The parameters of that kind; with a territory, checked against what it has. Raises UnusableParametersError."""
    try:
        asked = OF_KIND[kind].model_validate(dict(given))
    except KeyError as error:
        kinds = ", ".join(OF_KIND)
        raise UnusableParametersError(
            Text(fr=f"« {kind} » ne se calcule pas ({kinds}).", en=f"There is no '{kind}' to ask ({kinds}).")
        ) from error
    except ValidationError as error:
        said = "; ".join(f"{'.'.join(map(str, one['loc'])) or kind}: {one['msg']}" for one in error.errors())
        raise UnusableParametersError(
            Text(fr=f"La demande de calcul est illisible : {said}.", en=f"What is asked cannot be read: {said}.")
        ) from error
    if asked.first_day.weekday() != 0:
        raise UnusableParametersError(not_a_monday_words(asked.first_day))
    if territory is not None:
        _require_known(asked, territory)
    return asked


def _require_known(asked: Asked, territory: Territory) -> None:
    unknown = sorted({name for what, name in asked.names() if name not in getattr(territory, what)})
    if unknown:
        listed = ", ".join(unknown)
        raise UnusableParametersError(
            Text(fr=f"Le territoire n’a pas, ou plus : {listed}.", en=f"The territory has not, or no longer: {listed}.")
        )


def _names_of_pin(pin: Pinned) -> Iterator[tuple[str, str]]:
    for what in ("period", "advisor", "structure", "venue", "room", "demand"):
        name = getattr(pin, what)
        if name:
            yield what, name
