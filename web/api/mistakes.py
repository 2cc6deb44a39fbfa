"""Mistakes - what is wrong with a parameter, in the reader's language; pydantic itself knows English alone."""

from collections.abc import Mapping
from typing import Any, Final

from pydantic_core import ErrorDetails

from scheduler.domain.text import Language, Text
from web.api.shapes import Mistake

NOT_A_DATE: Final = "not_a_date"
NOT_A_NUMBER: Final = "not_a_number"

DATE = Text(fr="Une date s’écrit comme 2026-09-07.", en="A date is written as 2026-09-07.")
NUMBER = Text(fr="Un nombre entier s’écrit avec des chiffres seuls.", en="A whole number is written with digits alone.")

SAID: Final[Mapping[str, Text]] = {
    NOT_A_DATE: DATE,
    NOT_A_NUMBER: NUMBER,
    "date_from_datetime_parsing": Text(fr="Cette date n’existe pas.", en="There is no such date."),
    "date_parsing": Text(fr="Cette date n’existe pas.", en="There is no such date."),
    "int_parsing": NUMBER,
    "extra_forbidden": Text(fr="Ce paramètre n’existe pas ici.", en="There is no such parameter here."),
    "literal_error": Text(fr="Les valeurs possibles : {expected}.", en="The values are: {expected}."),
    "string_too_short": Text(fr="La valeur est vide.", en="The value is empty."),
    "string_too_long": Text(fr="{max_length} caractères au plus.", en="{max_length} characters at most."),
    "string_pattern_mismatch": Text(fr="Un caractère y est interdit.", en="A character is not allowed."),
    "greater_than_equal": Text(fr="{ge} au moins.", en="{ge} at least."),
    "less_than_equal": Text(fr="{le} au plus.", en="{le} at most."),
}
"""By pydantic's type of error, with the values that it names; the types that the API's parameters can raise."""

OTHER: Final = Text(fr="Cette valeur ne peut pas être utilisée.", en="This value cannot be used.")


def mistake(found: ErrorDetails, language: Language) -> Mistake:
    value = found["input"]
    return Mistake(
        parameter=".".join(map(str, found["loc"])),
        value=value if isinstance(value, str) else None,
        message=SAID.get(found["type"], OTHER).said_in(language).format(**_named(found, language)),
    )


def _named(found: ErrorDetails, language: Language) -> Mapping[str, Any]:
    named = dict(found.get("ctx", {}))
    if language == "fr" and "expected" in named:
        named["expected"] = str(named["expected"]).replace(" or ", " ou ")
    return named
