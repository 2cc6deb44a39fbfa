"""Reader - how the console speaks: as the public's pages do, in the language that was chosen last."""

from urllib.parse import urlencode

from flask import request, session, url_for

from scheduler.domain.text import Language
from scheduler.domain.time import Clock, clock_text
from scheduler.domain.wording import period_words, weekday_words
from web.outputs.wording import NBSP
from web.public.reader import Reader as PublicReader

LANGUAGE = "language"
LANGUAGES: tuple[Language, ...] = ("fr", "en")


class Reader(PublicReader):
    """What templates call `w`."""

    __slots__ = ()

    def link(self, view: str, **values: object) -> str:
        """To a view of the console."""
        return url_for(f"console.{view}", **values)  # type: ignore[arg-type]

    def clock(self, clock: Clock) -> str:
        """`9 h 05`, `9 h`; `09:05` in English."""
        hour, minute = divmod(clock, 60)
        if self.language == "en":
            return clock_text(clock)
        return f"{hour}{NBSP}h{NBSP}{minute:02d}" if minute else f"{hour}{NBSP}h"

    def weekday_name(self, number: int) -> str:
        """`lundi`, of 0."""
        return self.text(weekday_words(number))

    def period(self, name: str) -> str:
        """`matin`."""
        return self.text(period_words(name))

    def other_language(self) -> str:
        asked = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
        asked.append(("lang", "en" if self.language == "fr" else "fr"))
        return f"{request.path}?{urlencode(asked)}"


def reader() -> Reader:
    """French, unless `?lang=en` was asked for, here or before."""
    asked = request.args.get("lang")
    for language in LANGUAGES:
        if asked == language and session.get(LANGUAGE, "fr") != language:
            session[LANGUAGE] = language
    return Reader("en" if session.get(LANGUAGE) == "en" else "fr")
