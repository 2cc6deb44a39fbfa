"""Words - how the pages of a draft say numbers, minutes, periods and names: what their templates call `d`."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from flask import request

from scheduler.audit.words import demand_name
from scheduler.domain.demands import Demand
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.domain.wording import minutes_words, period_words
from scheduler.report.wording import COMPONENT_NAMES, number
from web.console.reader import Reader

FOR_SCRIPTS = {
    "take": Text(fr="Prendre en main", en="Take in hand"),
    "held": Text(fr="En main :", en="In hand:"),
    "how": Text(
        fr="Flèches pour aller d’une demi-journée à l’autre, N pour la prochaine place possible, entrée pour poser, "
        "échap pour reposer.",
        en="Arrows go from one half-day to another, N to the next possible place, enter puts it down, escape gives up.",
    ),
    "some": Text(fr="places possibles ici", en="possible places here"),
    "one": Text(fr="place possible ici", en="possible place here"),
    "none": Text(fr="aucune place possible ici", en="no possible place here"),
    "down": Text(fr="Reposée.", en="Put back."),
    "anyway": Text(fr="Poser quand même", en="Put it there all the same"),
    "swap": Text(fr="Échanger les deux", en="Exchange both"),
    "leave": Text(fr="Laisser où elle est", en="Leave it where it is"),
    "kept": Text(
        fr="Le brouillon la gardera, mais ne pourra pas être publié ainsi.",
        en="The draft will keep it, but cannot be published like this.",
    ),
    "lost": Text(fr="Le service ne répond pas. Réessayez.", en="The service does not answer. Try again."),
    "meanwhile": Text(fr="Entre-temps :", en="Meanwhile:"),
    "close": Text(fr="Fermer la fiche", en="Close the sheet"),
    "pinned": Text(
        fr="Épinglée : ôtez d’abord l’épingle dans sa fiche.", en="Pinned: draw the pin out in its sheet first."
    ),
    "wait": Text(fr="Je regarde où elle peut aller…", en="Looking where it can go…"),
}
"""What the scripts of the grid say."""


@dataclass(frozen=True, slots=True)
class Words:
    """In the language of `w`."""

    w: Reader

    def minutes(self, minutes: int) -> str:
        """`35 min`, `2 h 05`."""
        if minutes < 60:
            return f"{minutes}\u00a0min"
        return self.w.text(minutes_words(minutes)).replace(" ", "\u00a0")

    def number(self, value: int) -> str:
        return self.w.text(number(value))

    def period(self, name: str) -> str:
        return self.w.text(period_words(name))

    def component(self, name: str) -> str:
        return self.w.text(COMPONENT_NAMES[name])

    def told(self, said: dict[str, str]) -> str:
        """What is kept as {fr, en}."""
        return self.w.text(Text(**said))

    def demand(self, territory: Territory, demand: Demand) -> str:
        return self.w.text(demand_name(territory, demand))

    def short_date(self, day: date) -> str:
        """`30/11`."""
        return f"{day:%d/%m}"

    def this_page(self, **other: object) -> str:
        """This very address with other arguments."""
        asked = {**request.args.to_dict(), **{name: str(value) for name, value in other.items()}}
        return f"{request.path}?{urlencode(asked)}"

    def scripts(self) -> dict[str, str]:
        return {name: self.w.text(text) for name, text in FOR_SCRIPTS.items()}
