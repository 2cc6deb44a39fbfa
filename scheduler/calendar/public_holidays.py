"""Public holidays - which days are not worked, by the country and subdivision of the territory (python-holidays)."""

from collections.abc import Iterable
from datetime import date
from functools import cache

import holidays

from scheduler.calendar.error import HolidaysError
from scheduler.domain.text import Text


def public_holidays(country: str, subdivision: str, years: Iterable[int]) -> frozenset[date]:
    """The public holidays of those years. `subdivision` is blank for the whole country (`57` Moselle, `6AE` Alsace).

    Raises HolidaysError rather than give an empty year: python-holidays knows France from 1803 to 2100, and takes
    codes without a calendar of their own (`GES`) without a word.
    """
    return frozenset().union(*(_of_year(country, subdivision, year) for year in years))


@cache
def _of_year(country: str, subdivision: str, year: int) -> frozenset[date]:
    try:
        country_wide = holidays.country_holidays(country)
    except NotImplementedError:
        raise HolidaysError(
            Text(
                fr=f"Aucun calendrier des jours fériés pour le pays « {country} » : indiquez un code de "
                "python-holidays, par exemple FR.",
                en=f"No calendar of public holidays for the country '{country}': give a code of python-holidays, "
                "such as FR.",
            )
        ) from None
    if subdivision and subdivision not in {*country_wide.subdivisions, *country_wide.subdivisions_aliases}:
        known = ", ".join(country_wide.subdivisions)
        raise HolidaysError(
            Text(
                fr=f"La subdivision « {subdivision} » n’a pas de calendrier des jours fériés. "
                f"Valeurs connues pour {country} : {known}.",
                en=f"The subdivision '{subdivision}' has no calendar of public holidays. "
                f"Known values for {country}: {known}.",
            )
        )
    if not country_wide.start_year <= year <= country_wide.end_year:
        known = f"{country_wide.start_year}-{country_wide.end_year}"
        raise HolidaysError(
            Text(
                fr=f"Les jours fériés de {year} ne sont pas connus ({country} : {known}) : vérifiez la date de début "
                "du plan, l’ancre et les fenêtres.",
                en=f"The public holidays of {year} are not known ({country}: {known}): check the plan's first day, "
                "the anchor and the windows.",
            )
        )
    return frozenset(holidays.country_holidays(country, subdiv=subdivision or None, years=year))
