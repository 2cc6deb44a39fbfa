"""Run words - how the pages of runs say numbers, minutes, shares and names: what their templates call `r`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from scheduler.audit.words import advisor_name, demand_name, structure_name, venue_name
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.domain.verdict import COMPONENTS
from scheduler.domain.wording import minutes_words, period_words
from scheduler.report.wording import COMPONENT_MEANINGS, COMPONENT_NAMES, number, percent, share_words
from web.console.reader import Reader
from web.models.runs import Run
from web.outputs.run_wording import KIND_NAMES, seconds_words, status_words
from web.services.run_parameters import ExplainAsked, RepairAsked, SolveAsked, SuggestAsked
from web.services.runs import parameters_of


@dataclass(frozen=True, slots=True)
class RunWords:
    """In the language of `w`. `place` is the territory that names are of; None where none is said."""

    w: Reader
    place: Territory | None = None
    components: tuple[str, ...] = COMPONENTS

    def told(self, said: Mapping[str, str]) -> str:
        """Words that the database keeps in both languages."""
        return self.w.text(Text(**said))

    def number(self, value: float, digits: int = 0) -> str:
        return self.w.text(number(value, digits))

    def percent(self, part: float) -> str:
        return self.w.text(percent(part))

    def minutes(self, minutes: int) -> str:
        """`35 minutes`, `2 h 05`."""
        return self.w.text(minutes_words(minutes)).replace(" ", "\u00a0")

    def duration(self, seconds: float) -> str:
        return self.w.text(seconds_words(seconds))

    def share(self, least: str, most: str) -> str:
        """Fractions as they are kept, `1/2`."""
        return self.w.text(share_words(Fraction(least), Fraction(most)))

    def status(self, run: Run) -> str:
        return self.w.text(status_words(run.status, run.result))

    def kind(self, run: Run) -> str:
        return self.w.text(KIND_NAMES[run.kind])

    def chosen(self, run: Run) -> Iterator[str]:
        """What was asked of a plan beside the usual: prices that are not the territory's, pins, what is published."""
        asked = parameters_of(run)
        if not isinstance(asked, SolveAsked):
            return
        if asked.published == "free":
            yield self.w.say(
                "sans tenir compte de ce qui est publié dans ces semaines", "whatever is published in these weeks"
            )
        if asked.weights is not None:
            own = self.place and self.place.weights
            other = [
                f"{self.component(name).lower()} {self.number(price)}"
                for name, price in asked.weights
                if own is None or price != getattr(own, name)
            ]
            yield self.w.say(f"prix changés : {', '.join(other)}", f"prices changed: {', '.join(other)}")
        if asked.pins:
            yield self.w.count(len(asked.pins), "épingle|épingles", "pin|pins")

    def about(self, run: Run) -> Iterator[str]:
        """What a question is about: its demand, or what has happened."""
        asked = parameters_of(run)
        match asked:
            case ExplainAsked(demand=demand) | SuggestAsked(demand=str(demand)):
                yield self.demand(demand)
            case RepairAsked():
                for absence in asked.absences:
                    days = self.w.span(absence.from_, absence.to)
                    who = self.advisor(absence.advisor)
                    yield self.w.say(f"{who} absent, {days}", f"{who} away, {days}")
                for closure in asked.closures:
                    days, where = self.w.span(closure.from_, closure.to), self.venue(closure.venue)
                    yield self.w.say(f"{where} : fermeture, {days}", f"{where}: closed, {days}")
        if isinstance(asked, ExplainAsked | SuggestAsked):
            yield from self._where(asked)

    def _where(self, asked: ExplainAsked | SuggestAsked) -> Iterator[str]:
        """The half-day and advisor that are asked about, where there are."""
        spot = asked.spot if isinstance(asked, ExplainAsked) else asked.moving
        if spot is not None:
            when, who = self.w.long_day(spot.date), self.advisor(spot.advisor)
            yield f"{when}, {self.w.text(period_words(spot.period))}, {who}"

    def venue(self, id_: str) -> str:
        return venue_name(self.place, id_) if self.place else id_

    def component(self, name: str) -> str:
        return self.w.text(COMPONENT_NAMES[name])

    def meaning(self, name: str) -> str:
        return self.w.text(COMPONENT_MEANINGS[name])

    def demand(self, id_: str) -> str:
        """The id where the territory knows it no more."""
        known = self.place and self.place.demand.get(id_)
        return self.w.text(demand_name(self.place, known)) if self.place and known else id_

    def advisor(self, id_: str) -> str:
        return advisor_name(self.place, id_) if self.place else id_

    def structure(self, id_: str) -> str:
        return structure_name(self.place, id_) if self.place else id_
