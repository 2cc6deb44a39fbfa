"""Run answers - what an explanation, a repair or a suggestion came to, and what each would change in a draft.

A way is a row of the page with a button: `changes` are the half-days that it makes different, each as it was in the
plan that was asked about and as it becomes, so that a draft can see whether it is still as it was.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from web.models.runs import Run
from web.services.errors import ServiceError
from web.services.plan_rows import RowChange, changes_of_cells
from web.services.runs import territory_of_run


class UnknownWayError(ServiceError):
    """The run has no such way, or none that a draft can take."""

    def __init__(self, run: int, number: int) -> None:
        super().__init__(
            Text(
                fr=f"Le calcul {run} n’a pas de réponse {number} à appliquer.",
                en=f"Run {run} has no answer {number} that could be applied.",
            )
        )


@dataclass(frozen=True, slots=True)
class Told:
    """A heading and its lines. `key` says what they are about: question, reasons, together, price, placement…"""

    key: str
    heading: Text
    lines: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """Whom to tell, how to reach them, and what to say."""

    role: str
    name: str
    phone: str
    email: str
    says: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """The `number`th answer. `applies`: a draft can take it, the data being as they are.

    `price` is in minutes by component: of a repair the whole score, else what is added. `more` is the kind's own:
    date, periods, advisor and room of a place; count, changed, least_changed, total of a repair.
    """

    number: int
    kind: str
    title: Text
    applies: bool
    price: Mapping[str, int] | None
    price_text: Text | None
    lines: tuple[Text, ...]
    calls: tuple[Call, ...]
    half_days: int
    more: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RunAnswers:
    """What has come so far, in the order in which it came; `doing` says what is being looked for."""

    told: tuple[Told, ...] = ()
    ways: tuple[Way, ...] = ()
    doing: Text | None = None


def answers_of(run: Run) -> RunAnswers:
    """No query: what the run's row holds."""
    result = run.result or {}
    doing = result.get("doing")
    return RunAnswers(
        told=tuple(
            Told(one["key"], Text(**one["heading"]), _texts(one["lines"])) for one in result.get("sections", ())
        ),
        ways=tuple(_way(one) for one in result.get("answers", ())),
        doing=Text(**doing) if doing else None,
    )


def changes_of_way(
    session: Session, run: Run, number: int, territory: Territory | None = None
) -> tuple[RowChange, ...]:
    """What the way changes, half-day by half-day. Raises UnknownWayError for one that no draft can take."""
    for one in (run.result or {}).get("answers", ()):
        if one["number"] == number and one["applies"]:
            return changes_of_cells(one["changes"], territory or territory_of_run(session, run))
    raise UnknownWayError(run.id, number)


_OWN = frozenset({"number", "kind", "title", "applies", "price", "price_text", "lines", "calls", "changes"})


def _way(one: Mapping[str, Any]) -> Way:
    return Way(
        number=one["number"],
        kind=one["kind"],
        title=Text(**one["title"]),
        applies=one["applies"],
        price=one["price"],
        price_text=None if one["price_text"] is None else Text(**one["price_text"]),
        lines=_texts(one["lines"]),
        calls=tuple(Call(**{**call, "says": _texts(call["says"])}) for call in one["calls"]),
        half_days=len(one["changes"]),
        more={name: value for name, value in one.items() if name not in _OWN},
    )


def _texts(said: Sequence[Mapping[str, str]]) -> tuple[Text, ...]:
    return tuple(Text(**one) for one in said)
