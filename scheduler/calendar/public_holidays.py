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
        calendar = holidays.country_holidays(country, subdiv=subdivision or None, years=year)
    except NotImplementedError:
        raise HolidaysError(
            Text(
                fr=f"Aucun calendrier des jours fériés pour country = « {country} », subdivision = « {subdivision} » : "
                "indiquez des codes de python-holidays, par exemple FR, et 57 (Moselle) ou 6AE (Alsace).",
                en=f"No calendar of public holidays for country = '{country}', subdivision = '{subdivision}': "
                "give codes of python-holidays, such as FR, and 57 (Moselle) or 6AE (Alsace).",
            )
        ) from None
    if subdivision and subdivision not in {*calendar.subdivisions, *calendar.subdivisions_aliases}:
        known = ", ".join(calendar.subdivisions)
        raise HolidaysError(
            Text(
                fr=f"La subdivision « {subdivision} » n'a pas de calendrier des jours fériés. "
                f"Valeurs connues : {known}.",
                en=f"The subdivision '{subdivision}' has no calendar of public holidays. Known values: {known}.",
            )
        )
    if not calendar.start_year <= year <= calendar.end_year:
        raise HolidaysError(
            Text(
                fr=f"Les jours fériés de {year} ne sont pas connus ({country} : de {calendar.start_year} "
                f"à {calendar.end_year}) : vérifiez la date de début du plan, l'ancre et les fenêtres.",
                en=f"The public holidays of {year} are not known ({country}: {calendar.start_year} to "
                f"{calendar.end_year}): check the plan's first day, the anchor and the windows.",
            )
        )
    return frozenset(calendar)
