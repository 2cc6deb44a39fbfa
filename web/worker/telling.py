"""Telling - the answers of a run as the JSON that its page reads, in the order in which they come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from scheduler.domain.plan import Plan
from scheduler.domain.text import Text
from web.services.plan_rows import changes_cells, row_changes
from web.worker.work import Work

Json = dict[str, Any]


def said(text: Text) -> Json:
    return {"fr": text.fr, "en": text.en}


def all_said(texts: Iterable[Text]) -> list[Json]:
    return [said(text) for text in texts]


@dataclass(frozen=True, slots=True)
class Way:
    """One way that a person may choose: `plan` is what the plan asked about becomes (None: nothing of it is said).

    `applies`: whether that plan keeps every rule as the data are, so that a draft can take it. `price`: minutes by
    component, to be added; `proof` says what is proven of it. `lines` say what happens, `calls` whom to tell what.
    """

    kind: str
    title: Text
    plan: Plan | None
    applies: bool
    price: dict[str, int] | None = None
    price_text: Text | None = None
    lines: Sequence[Text] = ()
    calls: Sequence[Json] = ()
    more: Json = field(default_factory=dict)


class Telling:
    """Writes the result of a run again each time that something is added to it."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self.result: Json = {"sections": [], "answers": [], "doing": None}

    def doing(self, text: Text) -> None:
        """What is being computed now."""
        self.result["doing"] = said(text)
        self._tell()

    def section(self, key: str, heading: Text, lines: Iterable[Text]) -> None:
        self.result["sections"].append({"key": key, "heading": said(heading), "lines": all_said(lines)})
        self._tell()

    def ways(self, ways: Iterable[Way]) -> None:
        """In place of those told so far: more is known of them now."""
        self.result["answers"] = []
        for way in ways:
            self._add(way)
        self._tell()

    def way(self, way: Way) -> None:
        """Numbered from 1, in the order in which they come."""
        self._add(way)
        self._tell()

    def _add(self, way: Way) -> None:
        answers: list[Json] = self.result["answers"]
        changes = () if way.plan is None else row_changes(self._work.about, way.plan)
        answers.append(
            {
                "number": len(answers) + 1,
                "kind": way.kind,
                "title": said(way.title),
                "applies": way.applies and bool(changes),
                "price": way.price,
                "price_text": None if way.price_text is None else said(way.price_text),
                "lines": all_said(way.lines),
                "calls": list(way.calls),
                "changes": changes_cells(changes),
                **way.more,
            }
        )

    def done(self) -> Json:
        self.result["doing"] = None
        return self.result

    def _tell(self) -> None:
        self._work.tell(self.result)
