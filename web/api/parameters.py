"""The parameters of the API - in the path and after the question mark; what is not known is refused, not ignored."""

import datetime
import re
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from web.api.mistakes import DATE, NOT_A_DATE, NOT_A_NUMBER, NUMBER

LARGEST_PAGE = 500
DEFAULT_PAGE = 100
LARGEST_NUMBER = 2**31 - 1
LONGEST_ID = 200

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_WHOLE = re.compile(r"[0-9]{1,10}")


def _written_as_a_date(said: object) -> object:
    if not isinstance(said, str) or not _DATE.fullmatch(said):
        raise PydanticCustomError(NOT_A_DATE, "{said}", {"said": DATE.en})
    return said


def _written_as_a_number(said: object) -> object:
    if isinstance(said, str) and not _WHOLE.fullmatch(said):
        raise PydanticCustomError(NOT_A_NUMBER, "{said}", {"said": NUMBER.en})
    return said


Id = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_ID, pattern=r"^[^\x00]*$")]
"""No id holds a NUL, and PostgreSQL takes none."""

Day = Annotated[datetime.date, BeforeValidator(_written_as_a_date)]


class Path(BaseModel):
    """What every address holds is text."""

    model_config = ConfigDict(extra="forbid")


class TerritoryPath(Path):
    territory: Id


class VenuePath(TerritoryPath):
    venue: Id


class StructurePath(TerritoryPath):
    structure: Id


class InterventionPath(TerritoryPath):
    uid: Id


class PublicationPath(TerritoryPath):
    number: Annotated[int, BeforeValidator(_written_as_a_number)] = Field(ge=1, le=LARGEST_NUMBER)


class Query(BaseModel):
    """`lang` is the language of errors, and of nothing else: values are the same in both."""

    model_config = ConfigDict(extra="forbid")

    lang: Literal["fr", "en"] = "fr"


class VenueQuery(Query):
    commune: Id | None = Field(None, description="INSEE code.")
    structure: Id | None = None


class InterventionQuery(Query):
    from_: Day | None = Field(None, alias="from", description="The first day.")
    to: Day | None = Field(None, description="The last day, included.")
    venue: Id | None = None
    commune: Id | None = Field(None, description="INSEE code.")
    structure: Id | None = None
    activity: Id | None = None
    booking: Literal["walk-in", "appointment", "sign-up"] | None = None
    status: Literal["planned", "cancelled"] | None = None
    limit: Annotated[int, BeforeValidator(_written_as_a_number)] = Field(DEFAULT_PAGE, ge=1, le=LARGEST_PAGE)
    cursor: Annotated[str, StringConstraints(min_length=1, max_length=2000)] | None = Field(
        None, description="The next_cursor of the page before."
    )


class PublicationQuery(Query):
    limit: Annotated[int, BeforeValidator(_written_as_a_number)] = Field(20, ge=1, le=100)
