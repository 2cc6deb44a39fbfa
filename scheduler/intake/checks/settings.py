"""Checks the settings of the territory: the anchor, the time zone, the public holidays, the router."""

import re
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from scheduler.calendar.error import HolidaysError
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.domain.time import monday_of
from scheduler.intake.draft import Draft
from scheduler.intake.issue import nearly
from scheduler.intake.read_settings import complain
from scheduler.intake.sheet import Report, Setting

ALSACE_OR_MOSELLE = Text(
    fr="L’Alsace est « 6AE », la Moselle « 57 » ; ailleurs en métropole, laissez vide",
    en='Alsace is "6AE", Moselle "57"; elsewhere in mainland France, leave it blank',
)


COUNTRY = re.compile(r"[A-Z]{2}")
"""The codes of ISO 3166, by which python-holidays and opening hours both know countries."""


def check_settings(territory: Territory, draft: Draft, report: Report) -> None:
    if "anchor" in draft.settings and territory.anchor.weekday() != 0:
        monday = monday_of(territory.anchor).isoformat()
        complain(
            draft,
            report,
            draft.places["anchor"],
            Text(fr="l’ancre doit être un lundi", en="the anchor must be a Monday"),
            Text(fr=f"Le lundi de cette semaine-là est le {monday}", en=f"The Monday of that week is {monday}"),
        )
    if not _is_timezone(territory.timezone):
        complain(
            draft,
            report,
            draft.places["timezone"],
            Text(fr="fuseau horaire inconnu, on attend par exemple Europe/Paris", en="unknown time zone"),
            nearly(territory.timezone, available_timezones()),
        )
    _check_holidays(territory, draft, report)
    router, url = draft.places.get("travel.router"), draft.places.get("travel.url")
    if router is not None and router.text and not (url and url.text):
        complain(
            draft,
            report,
            router,
            Text(
                fr="il manque l’adresse du calculateur, travel.url",
                en="the address of the server is missing: travel.url",
            ),
        )
    elif url is not None and url.text and not url.text.startswith(("http://", "https://")):
        complain(
            draft,
            report,
            url,
            Text(fr="on attend une adresse qui commence par http:// ou https://", en="expected http://… or https://…"),
        )


def _is_timezone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _check_holidays(territory: Territory, draft: Draft, report: Report) -> None:
    """Asks the calendar itself for the holidays of the anchor's year; it certainly has those of mainland France."""
    if (territory.country, territory.subdivision) == ("FR", ""):
        return
    if COUNTRY.fullmatch(territory.country) is None:
        expected = Text(
            fr="on attend un code de deux lettres, tel que FR", en="expected a code of two letters, such as FR"
        )
        complain(draft, report, draft.places["country"], expected)
        return
    # python-holidays takes longer to load than all the files of a territory: only where there is something to ask
    from scheduler.calendar.public_holidays import public_holidays  # noqa: PLC0415

    try:
        public_holidays(territory.country, territory.subdivision, [territory.anchor.year])
    except HolidaysError as error:
        place = draft.places.get("subdivision") or draft.places.get("country") or Setting("country", "", None)
        if not place.text:
            place = draft.places.get("country", place)
        advice = ALSACE_OR_MOSELLE if territory.country == "FR" else None
        complain(draft, report, place, error.text, advice)
