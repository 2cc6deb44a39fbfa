"""Reader - how a page speaks to the one who reads it: in what language, with what words, with which links."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from flask import request, url_for
from markupsafe import Markup, escape

from scheduler.domain.text import Language, Text
from scheduler.domain.wording import date_words, day_words, number_words, span_words, weekday_words
from web.outputs.agenda import AgendaChange, Dated, Part, Place
from web.outputs.change_wording import change_words
from web.outputs.pages.purposes import HOW_TO_COME, purpose_of
from web.outputs.wording import (
    NBSP,
    activity_words,
    address_words,
    booking_words,
    hours_words,
    short_day_words,
)

HOURS = re.compile(rf"\d+(?:{NBSP}?h(?:{NBSP}?\d\d)?|:\d\d){NBSP}?–{NBSP}?\d+(?:{NBSP}?h(?:{NBSP}?\d\d)?|:\d\d)")
"""`9 h – 12 h`, `9:00 – 12:00`, `9h–12h30`: a line may end after a dash, whatever space follows it."""

SCHEME = re.compile(r"[a-z][a-z0-9+-]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reader:
    """What templates call `w`."""

    language: Language

    def say(self, fr: str, en: str) -> str:
        """The one that is read; French signs get the spaces that do not break."""
        return self.text(Text(fr=fr, en=en))

    def text(self, text: Text) -> str:
        return text.said_in(self.language)

    def line(self, text: Text) -> Markup:
        """A sentence in which hours stay together at the end of a line."""
        return Markup(HOURS.sub(r'<span class="span">\g<0></span>', str(escape(self.text(text)))))

    def link(self, view: str, **values: object) -> str:
        """To a view of the public's pages, in the same language."""
        if self.language == "en":
            values["lang"] = "en"
        return url_for(f"public.{view}", **values)  # type: ignore[arg-type]

    def other_language(self) -> str:
        """This very page in the other language."""
        asked = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
        if self.language == "fr":
            asked.append(("lang", "en"))
        return request.path + (f"?{urlencode(asked)}" if asked else "")

    def day(self, day: date) -> str:
        """`jeudi 3 décembre`."""
        return self.text(short_day_words(day))

    def long_day(self, day: date) -> str:
        return self.text(day_words(day))

    def date_of(self, day: date) -> str:
        return self.text(date_words(day))

    def span(self, first: date, last: date) -> str:
        return self.text(span_words(first, last))

    def weekday(self, day: date) -> str:
        return self.text(weekday_words(day.weekday()))

    def when(self, instant: datetime, timezone: str) -> str:
        """`samedi 21 novembre 2026, 17 h 24`, there."""
        local = instant.astimezone(ZoneInfo(timezone))
        clock = f"{local.hour}{NBSP}h{NBSP}{local.minute:02d}" if self.language == "fr" else f"{local:%H:%M}"
        return f"{self.text(day_words(local.date()))}, {clock}"

    def hours(self, parts: Iterable[Part]) -> str:
        return self.text(hours_words(tuple(parts)))

    def activity(self, told: Dated | AgendaChange) -> str:
        return self.text(activity_words(told))

    def booking(self, booking: str) -> str:
        return self.text(booking_words(booking))

    def how_to_come(self, booking: str) -> str:
        return self.text(HOW_TO_COME[booking])

    def purpose(self, dated: Dated) -> str:
        said = purpose_of(dated)
        return self.text(said) if said else ""

    def change(self, change: AgendaChange) -> Markup:
        return self.line(change_words(change))

    def count(self, number: int, fr: str, en: str) -> str:
        """`fr` and `en` are `one|many`."""
        one, many = zip(fr.split("|"), en.split("|"), strict=True)
        return self.text(number_words(number, Text(*one), Text(*many)))

    def km(self, kilometres: float | None) -> str:
        """`à 4 km`; blank where it is not known."""
        if kilometres is None:
            return ""
        if kilometres < 1:
            return self.say("à moins d’un kilomètre", "less than a kilometre away")
        return self.say(f"à {round(kilometres)}{NBSP}km à vol d’oiseau", f"{round(kilometres)} km away")

    def address(self, place: Place) -> str:
        return address_words(place)

    def site(self, website: str) -> str:
        """Where the link of a website leads, which may be written `www.mairie.fr`; blank for what is none."""
        if not SCHEME.match(website):
            return f"https://{website}"
        return website if website.lower().startswith(("https://", "http://")) else ""

    def call(self, phone: str) -> str:
        """What a telephone dials."""
        return "tel:" + "".join(sign for sign in phone if sign.isdigit() or sign == "+")
