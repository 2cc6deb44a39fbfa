"""What a poster says, ready-worded: the place, its regular hours, what departs from them, the dates, how to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from scheduler.domain.text import Language, Text
from scheduler.domain.wording import date_words, list_words
from web.outputs.agenda import Agenda, Dated, Place
from web.outputs.nearest import nearest_elsewhere
from web.outputs.posters.departures import departures
from web.outputs.posters.series import Series, series_of, what_words
from web.outputs.wording import (
    NBSP,
    activity_words,
    address_words,
    cadence_words,
    days_of_month_words,
    days_words,
    hours_words,
    month_words,
    phone_of,
    short_day_words,
    span_of_hours_words,
    weekdays_words,
)

MOST_WEEKS = 12
"""More dates than that are no longer read on one sheet."""

MOST_DATES_APART = 12
"""Up to so many dates stand on lines of their own; more are told by month."""


@dataclass(frozen=True, slots=True)
class RegularHours:
    """One line to be read from afar: `when` (« le jeudi »), the `hours` of each half-day, how often, what for."""

    when: str
    hours: tuple[str, ...]
    cadence: str
    what: str


@dataclass(frozen=True, slots=True)
class DateLine:
    """A date and its hours; where they are many a month, or a kind with its hours, and its dates."""

    head: str
    body: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What stands in the place of hours and dates, where there are none."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Poster:
    """Everything that a poster says, in one language; `url` is the place's page.

    `apart`: each of `dates` is one date; else they are kinds or months, with their dates.
    """

    language: Language
    title: str
    service: str
    purpose: str
    venue: str
    place: str
    span: str
    hours: tuple[RegularHours, ...]
    notice: Notice | None
    exceptions_title: str
    exceptions: tuple[str, ...]
    dates_title: str
    dates_kind: str
    dates: tuple[DateLine, ...]
    apart: bool
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
        span=said(_span_words(first, last)) if live else "",
        hours=_regular_hours(series, language),
        notice=None if live else _notice(agenda, place, first, last, language),
        exceptions_title=said(Text(fr="À noter", en="Please note")),
        exceptions=tuple(said(departure.words(place)) for departure in gone),
        dates_title=said(_dates_title(series, first, last)),
        dates_kind=said(what_words(live[0])) if len(series) == 1 and not series[0].told.regular else "",
        dates=_dates(live, series, language),
        apart=len(series) < 2 and len(live) <= MOST_DATES_APART,
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


def _regular_hours(series: Sequence[Series], language: Language) -> tuple[RegularHours, ...]:
    """In the order of the week."""
    told = [(rhythm.weekdays, one.kind.parts[0].start, rhythm, one) for one in series for rhythm in one.told.regular]
    return tuple(
        RegularHours(
            when=_capital(weekdays_words(weekdays).said_in(language)),
            hours=tuple(span_of_hours_words(part.start, part.end).said_in(language) for part in one.kind.parts),
            cadence=cadence_words(rhythm.every_weeks).said_in(language),
            what=what_words(one.held[0]).said_in(language),
        )
        for weekdays, _, rhythm, one in sorted(told, key=lambda line: line[:2])
    )


def _dates(live: Sequence[Dated], series: Sequence[Series], language: Language) -> tuple[DateLine, ...]:
    """Each date with its hours; where there are many, or several kinds, dates told together.

    Of several kinds only the dates that no regular hours tell: the hours are larger, then.
    """
    if len(series) > 1:
        told = [one for one in series if one.told.alone]
        heads = [Text(*_joined(what_words(one.held[0]), hours_words(one.kind.parts))) for one in told]
        bodies = [days_words(one.told.alone) for one in told]
    elif len(live) > MOST_DATES_APART:
        months = [list(group) for _, group in groupby(live, key=lambda d: (d.date.year, d.date.month))]
        heads = [month_words(month[0].date) for month in months]
        bodies = [days_of_month_words([dated.date for dated in month]) for month in months]
    else:
        heads = [_unbroken(short_day_words(dated.date)) for dated in live]
        bodies = [hours_words(dated.parts) for dated in live]
    return tuple(
        DateLine(_capital(head.said_in(language)), _capital(body.said_in(language)))
        for head, body in zip(heads, bodies, strict=True)
    )


def _joined(one: Text, other: Text) -> tuple[str, str]:
    return f"{one.fr}, {other.fr}", f"{one.en}, {other.en}"


def _unbroken(text: Text) -> Text:
    return Text(fr=text.fr.replace(" ", NBSP), en=text.en.replace(" ", NBSP))


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


def _span_words(first: date, last: date) -> Text:
    start, end = date_words(first), date_words(last)
    if first == last:
        return Text(fr=f"Le {start.fr}", en=f"On {start.en}")
    short = short_day_words(first) if first.year == last.year else None
    fr = short.fr.split(" ", 1)[1] if short else start.fr
    en = short.en.split(" ", 1)[1] if short else start.en
    return Text(fr=f"Du {fr} au {end.fr}", en=f"From {en} to {end.en}")


def _dates_title(series: Sequence[Series], first: date, last: date) -> Text:
    if any(one.told.regular for one in series):
        if len(series) > 1:
            return Text(fr="Et aussi", en="And also")
        return Text(fr="Toutes les dates", en="All the dates")
    return _span_words(first, last)


def _address_words(url: str) -> Text:
    shown = url.removeprefix("https://").removeprefix("http://")
    return Text(fr=f"Les dates à jour{NBSP}: {shown}", en=f"Latest dates: {shown}")


def _stamp(agenda: Agenda) -> Text:
    day = date_words(agenda.published_at.astimezone(ZoneInfo(agenda.timezone)).date())
    return Text(
        fr=f"D’après la version {agenda.publication} du planning, publiée le {day.fr}.",
        en=f"From version {agenda.publication} of the timetable, published on {day.en}.",
    )


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]
