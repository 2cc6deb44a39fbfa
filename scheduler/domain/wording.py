"""How days, half-days, spans and numbers are said to a person, in French and in English."""

from datetime import date, timedelta

from scheduler.domain.text import Text
from scheduler.domain.time import HalfDay

_WEEKDAYS_FR = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS_FR = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
_MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_PERIODS = {
    "am": Text(fr="matin", en="morning"),
    "pm": Text(fr="après-midi", en="afternoon"),
    "eve": Text(fr="soir", en="evening"),
}


def weekday_words(weekday: int) -> Text:
    """`lundi`, by number (Monday 0)."""
    return Text(fr=_WEEKDAYS_FR[weekday], en=_WEEKDAYS_EN[weekday])


def date_words(day: date) -> Text:
    """`3 décembre 2026`; the first of a month is `1er`."""
    return Text(
        fr=f"{'1er' if day.day == 1 else day.day} {_MONTHS_FR[day.month - 1]} {day.year}",
        en=f"{day.day} {_MONTHS_EN[day.month - 1]} {day.year}",
    )


def day_words(day: date) -> Text:
    """`jeudi 3 décembre 2026`."""
    weekday, rest = weekday_words(day.weekday()), date_words(day)
    return Text(fr=f"{weekday.fr} {rest.fr}", en=f"{weekday.en} {rest.en}")


def period_words(name: str) -> Text:
    """`matin` for am; a period that has no name of its own in the language is said as the territory names it."""
    return _PERIODS.get(name, Text(fr=name, en=name))


def half_day_words(half_day: HalfDay) -> Text:
    """`jeudi 3 décembre 2026, matin`."""
    day, period = day_words(half_day.date), period_words(half_day.period.name)
    return Text(fr=f"{day.fr}, {period.fr}", en=f"{day.en}, {period.en}")


def not_a_monday_words(day: date) -> Text:
    """What is said of a plan that would begin on that day, and which days near it would do."""
    before = day - timedelta(days=day.weekday())
    after = before + timedelta(weeks=1)
    return Text(
        fr=f"Un plan commence un lundi, et le {day} n’en est pas un : prenez le {before} ou le {after}.",
        en=f"A plan starts on a Monday, and {day} is not one: take {before} or {after}.",
    )


def span_words(first: date, last: date) -> Text:
    """`du lundi 31 août 2026 au dimanche 13 septembre 2026`; one day alone is `le lundi 31 août 2026`."""
    start, end = day_words(first), day_words(last)
    if first == last:
        return Text(fr=f"le {start.fr}", en=f"on {start.en}")
    return Text(fr=f"du {start.fr} au {end.fr}", en=f"from {start.en} to {end.en}")


def number_words(number: int, one: Text, many: Text) -> Text:
    """`1 jour`, `2 jours`: in French 0 and 1 are singular, in English 1 alone."""
    return Text(fr=f"{number} {one.fr if number < 2 else many.fr}", en=f"{number} {one.en if number == 1 else many.en}")


def half_days_words(number: int) -> Text:
    """`2 demi-journées`."""
    return number_words(number, Text(fr="demi-journée", en="half-day"), Text(fr="demi-journées", en="half-days"))


def minutes_words(minutes: int) -> Text:
    """`35 minutes`, `2 h 05`."""
    if minutes < 60:
        return number_words(minutes, Text(fr="minute", en="minute"), Text(fr="minutes", en="minutes"))
    hours, rest = divmod(minutes, 60)
    return Text(
        fr=f"{hours} h {rest:02d}" if rest else f"{hours} h", en=f"{hours} h {rest:02d}" if rest else f"{hours} h"
    )


def list_words(said: list[Text]) -> Text:
    """`a`, `a et b`, `a, b et c`."""
    return Text(fr=_enumerated([text.fr for text in said], "et"), en=_enumerated([text.en for text in said], "and"))


def _enumerated(items: list[str], conjunction: str) -> str:
    return " ".join([", ".join(items[:-1]), conjunction, items[-1]]) if len(items) > 1 else "".join(items)
