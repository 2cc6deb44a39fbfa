"""What a poster says, ready-worded: the place, its regular hours, what departs from them, the dates, how to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from scheduler.domain.text import Language, Text
from scheduler.domain.wording import date_words, list_words
from web.outputs.agenda import Agenda, Dated, Place
from web.outputs.nearest import nearest_elsewhere
from web.outputs.posters.dates import DateList, all_dates, untold_dates
from web.outputs.posters.departures import departures, words_together
from web.outputs.posters.hours import Timetable, timetable
from web.outputs.posters.series import series_of
from web.outputs.wording import (
    NBSP,
    activity_words,
    address_words,
    hours_words,
    phone_of,
    short_day_words,
    span_of_days_words,
)

MOST_WEEKS = 12
"""More dates than that are no longer read on one sheet."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What stands in the place of hours and dates, where there are none."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Poster:
    """Everything that a poster may say, in one language; `url` is the place's page.

    The sheet decides what of it: `hours`, or their fewer lines `hours_across_days`; `exceptions`, or their fewer lines
    `exceptions_together`; the dates that stand beside them (`dates`), only those that no hours tell (`dates_untold`),
    or all of them on a further sheet (`dates_apart`). Sheets are numbered where there are several.
    """

    language: Language
    title: str
    service: str
    purpose: str
    venue: str
    place: str
    sheet: str
    sheet_beside: str
    span: str
    hours: Timetable
    hours_across_days: Timetable
    notice: Notice | None
    exceptions_title: str
    exceptions: tuple[str, ...]
    exceptions_together: tuple[str, ...]
    exceptions_elsewhere: str
    dates: DateList
    dates_untold: DateList
    dates_apart: DateList
    dates_elsewhere: str
    phone_title: str
    phone: str
    how: tuple[str, ...]
    url: str
    qr_caption: str
    qr_alt: str
    structure: str
    mention: str
    address: str
    stamp: str


def poster_of(agenda: Agenda, place: Place, first: date, weeks: int, url: str, language: Language = "fr") -> Poster:
    """The poster of a place for `weeks` weeks (1 to 12) from `first`, of the days that the publications cover.

    The agenda is the whole territory's: an empty poster tells the nearest other permanence. The same agenda and
    arguments give the same poster.
    """
    if not 1 <= weeks <= MOST_WEEKS:
        raise ValueError(f"a poster shows 1 to {MOST_WEEKS} weeks, not {weeks}")
    last = min(first + timedelta(weeks=weeks, days=-1), agenda.last_day)
    if agenda.first_day <= last:
        first = max(first, agenda.first_day)
    here = [dated for dated in agenda.dated if dated.place.id == place.id and first <= dated.date <= last]
    live = [dated for dated in here if not dated.cancelled]
    host = agenda.host.get(place.structure)
    series = series_of(live, first, last) if live else ()
    gone = departures(agenda, place, series, first, last)
    every, untold = (dates(series, first, last, language) for dates in (all_dates, untold_dates))

    def said(text: Text) -> str:
        return text.said_in(language)

    return Poster(
        language=language,
        title=said(Text(fr=f"Conseiller numérique – {place.name}", en=f"Digital advisor – {place.name}")),
        service=said(Text(fr="Conseiller numérique", en="Digital advisor")),
        purpose=said(
            Text(
                fr="On vous aide avec l’ordinateur, le téléphone et les démarches en ligne.",
                en="Help with computers, telephones and online procedures.",
            )
        ),
        venue=place.name,
        place=address_words(place),
        sheet=said(Text(fr="Feuille {number} sur {total}", en="Sheet {number} of {total}")),
        sheet_beside=said(
            Text(
                fr="Feuille {number} sur {total}, à afficher à côté",
                en="Sheet {number} of {total}, to be hung beside",
            )
        ),
        span=said(span_of_days_words(first, last)) if live else "",
        hours=timetable(series, first, last, language),
        hours_across_days=timetable(series, first, last, language, across_days=True),
        notice=None if live else _notice(agenda, place, first, last, language),
        exceptions_title=said(Text(fr="À noter", en="Please note")),
        exceptions=tuple(said(departure.words(place)) for departure in gone),
        exceptions_together=tuple(said(words) for words in words_together(gone, place)),
        exceptions_elsewhere=said(
            Text(
                fr="Certaines dates changent : lisez aussi l’autre feuille, ou appelez.".replace(" :", f"{NBSP}:"),
                en="Some dates change: please read the other sheet too, or call.",
            )
        ),
        dates=untold if len(series) > 1 else every,
        dates_untold=untold,
        dates_apart=every,
        dates_elsewhere=said(Text(fr="La suite est sur l’autre feuille.", en="Continued on the other sheet.")),
        phone_title=said(Text(fr="Un renseignement ? Appelez le", en="Any question? Call")).replace(" ?", f"{NBSP}?"),
        phone=phone_of(place, host).replace(" ", NBSP),
        how=tuple(said(line) for line in _how_to_come(live, place)),
        url=url,
        qr_caption=said(Text(fr="Les dates à jour", en="Latest dates")),
        qr_alt=said(Text(fr=f"Code QR de la page {url}", en=f"QR code of the page {url}")),
        structure=host.name if host is not None else agenda.name,
        mention=host.mention if host is not None else "",
        address=said(_address_words(url)),
        stamp=said(_stamp(agenda)),
    )


def _notice(agenda: Agenda, place: Place, first: date, last: date, language: Language) -> Notice:
    """No date here: when the next one is, and which other place is the nearest."""
    lines: list[Text] = []
    later = next((d for d in agenda.dated if d.place.id == place.id and d.date > last and not d.cancelled), None)
    if later is not None:
        day, hours = short_day_words(later.date), hours_words(later.parts)
        lines.append(
            Text(
                fr=f"La prochaine date ici{NBSP}: {day.fr}, {hours.fr}.",
                en=f"The next date here: {day.en}, {hours.en}.",
            )
        )
    other = nearest_elsewhere(agenda, place, first)
    if other is not None:
        day, hours = short_day_words(other.dated.date), hours_words(other.dated.parts)
        lines.append(Text(fr="La permanence la plus proche :", en="The nearest place:"))
        lines.append(Text(fr=_whereabouts(other.dated.place), en=_whereabouts(other.dated.place)))
        lines.append(Text(fr=f"{day.fr}, {hours.fr}", en=f"{day.en}, {hours.en}"))
        phone = phone_of(other.dated.place, agenda.host.get(other.dated.place.structure)).replace(" ", NBSP)
        if phone:
            lines.append(Text(fr=f"Téléphone{NBSP}: {phone}", en=f"Telephone: {phone}"))
    if not lines:
        lines.append(
            Text(fr="Appelez pour connaître les prochaines dates.", en="Please call to hear of the next dates.")
        )
    until = short_day_words(last)
    title = (
        Text(fr=f"Pas de date ici jusqu’au {until.fr}", en=f"No date here until {until.en}")
        if last >= first
        else Text(fr="Les prochaines dates ne sont pas encore annoncées", en="The next dates are not announced yet")
    )
    return Notice(title.said_in(language), tuple(line.said_in(language) for line in lines))


def _whereabouts(place: Place) -> str:
    address = address_words(place)
    return f"{place.name}, {address}" if address else place.name


def _how_to_come(live: Sequence[Dated], place: Place) -> list[Text]:
    lines: list[Text] = []
    asked = [dated for dated in live if dated.booking != "walk-in"]
    if live and not asked:
        lines.append(Text(fr="Sans rendez-vous : venez pendant ces heures.", en="No appointment needed: just come."))
    elif asked:
        lines.append(_call_first(asked, all_asked=len(asked) == len(live)))
    if place.accessible:
        lines.append(Text(fr="Lieu accessible en fauteuil roulant.", en="Wheelchair accessible."))
    else:
        lines.append(
            Text(
                fr="Lieu non accessible en fauteuil roulant : appelez, on trouvera une solution.",
                en="Not wheelchair accessible: please call, we will find a way.",
            )
        )
    return [Text(fr=line.fr.replace(" :", f"{NBSP}:"), en=line.en) for line in lines]


def _call_first(asked: Sequence[Dated], all_asked: bool) -> Text:
    ways = {dated.booking for dated in asked}
    if not all_asked:
        labels = dict.fromkeys(activity_words(dated) for dated in asked)
        listed = list_words([Text(fr=f"«{NBSP}{label.fr}{NBSP}»", en=f"'{label.en}'") for label in labels])
        return Text(
            fr=f"Pour {listed.fr} : appelez avant de venir.", en=f"For {listed.en}: please call before you come."
        )
    if ways == {"appointment"}:
        return Text(fr="Sur rendez-vous : appelez avant de venir.", en="By appointment: please call before you come.")
    if ways == {"sign-up"}:
        return Text(fr="Sur inscription : appelez avant de venir.", en="Sign-up needed: please call before you come.")
    return Text(
        fr="Sur rendez-vous ou sur inscription : appelez avant de venir.",
        en="By appointment or sign-up: please call before you come.",
    )


def _address_words(url: str) -> Text:
    shown = url.removeprefix("https://").removeprefix("http://")
    return Text(fr=f"Les dates à jour{NBSP}: {shown}", en=f"Latest dates: {shown}")


def _stamp(agenda: Agenda) -> Text:
    day = date_words(agenda.published_at.astimezone(ZoneInfo(agenda.timezone)).date())
    return Text(
        fr=f"D’après la version {agenda.publication} du planning, publiée le {day.fr}.",
        en=f"From version {agenda.publication} of the timetable, published on {day.en}.",
    )
