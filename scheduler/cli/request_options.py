"""The request that suggest is asked about - the columns of a demand as options, each read as in a table."""

from typing import Any

import click

from scheduler.cli import parameters
from scheduler.cli.language import option
from scheduler.cli.usage_errors import SpokenError
from scheduler.domain.demands import Demand
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.intake import read_request

_SAID = {
    "venue": Text(fr="Le lieu, par son identifiant.", en="The venue, by its id."),
    "activity": Text(fr="L’activité (permanence).", en="The activity (permanence)."),
    "length": Text(fr="half (une demi-journée) ou full (la journée) ; half.", en="half or full; half."),
    "weekdays": Text(fr="Les jours possibles, comme Lu|Me ou Lu-Ve.", en="Possible weekdays, as Mo|We or Mo-Fr."),
    "periods": Text(fr="Les demi-journées possibles, comme am|pm.", en="Possible half-days, as am|pm."),
    "needs": Text(fr="Les besoins, comme confidential|internet.", en="Needs, as confidential|internet."),
    "start": Text(fr="L’heure de début, comme 09:30.", en="The start time, as 09:30."),
    "end": Text(fr="L’heure de fin.", en="The end time."),
    "setup_minutes": Text(fr="Les minutes d’installation.", en="Minutes of setup."),
    "seats": Text(fr="Le nombre de places (1).", en="How many seats (1)."),
    "skills": Text(fr="Les compétences exigées, séparées par |.", en="Skills that it takes, separated by |."),
    "advisor": Text(fr="Le conseiller, si c’est un seul.", en="The advisor, if it must be this one."),
}

_METAVARS = {"venue": "ID", "advisor": "ID", "length": "half|full", "start": "HH:MM", "end": "HH:MM", "seats": "N"}

request_options = [
    option(
        f"--{name.removesuffix('_minutes')}",
        name,
        said=said,
        metavar=_METAVARS.get(name, "…"),
        required=name == "venue",
        multiple=name in ("weekdays", "periods", "needs", "skills"),
    )
    for name, said in _SAID.items()
]

top = option(
    "--top",
    said=Text(fr="Le nombre de places à montrer (10).", en="How many places to show (10)."),
    type=parameters.Whole(1),
    metavar="N",
    default=10,
)

move = option(
    "--move",
    said=Text(
        fr="Le nombre d’autres interventions qui peuvent être déplacées, au plus (0).",
        en="How many other interventions may be moved, at most (0).",
    ),
    type=parameters.Whole(0),
    metavar="N",
    default=0,
)


def request_of(given: dict[str, Any], territory: Territory) -> Demand:
    """The demand that the options describe. Raises SpokenError with the first that cannot be read."""
    texts = {
        name: "|".join(value) if isinstance(value, tuple) else value
        for name in _SAID
        if (value := given.get(name)) not in (None, ())
    }
    found = read_request(texts, territory)
    if isinstance(found, Demand):
        return found
    column, message = found
    said = f"--{column.removesuffix('_minutes')} « {texts.get(column, '')} »"
    raise SpokenError(Text(fr=f"{said} : {message.fr}.", en=f"{said}: {message.en}."), click.get_current_context())
