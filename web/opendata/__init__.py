"""Open data over HTTP - the permanences as CSV, JSON and workbook, and the places for the national map."""

from typing import Final

from flask import Blueprint, Response

from web.answers import answer, language_asked, state_of, venue_page
from web.database import database
from web.outputs.national_map.table import places_csv
from web.outputs.open_data.csv_file import permanences_csv
from web.outputs.open_data.json_file import permanences_json
from web.outputs.open_data.workbook import permanences_xlsx
from web.services.agendas import agenda

CSV: Final = "text/csv; charset=utf-8; header=present"
JSON: Final = "application/json"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

ANYWHERE: Final = "*"
"""Other sites' scripts may read open data."""

blueprint = Blueprint("opendata", __name__)


@blueprint.after_request
def _open(response: Response) -> Response:
    response.headers["Access-Control-Allow-Origin"] = ANYWHERE
    return response


@blueprint.get("/<territory>/permanences.csv")
def csv_file(territory: str) -> Response:
    state = state_of(territory)
    pages = venue_page(territory)
    return answer(state, CSV, lambda: permanences_csv(agenda(database.session(), territory), pages))


@blueprint.get("/<territory>/permanences.json")
def json_file(territory: str) -> Response:
    state = state_of(territory)
    pages = venue_page(territory)
    return answer(state, JSON, lambda: permanences_json(agenda(database.session(), territory), pages))


@blueprint.get("/<territory>/permanences.xlsx")
def workbook(territory: str) -> Response:
    """Its headings in the language asked for."""
    state = state_of(territory)
    pages, language = venue_page(territory), language_asked()
    return answer(
        state,
        XLSX,
        lambda: permanences_xlsx(agenda(database.session(), territory), pages, language),
        f"permanences-{territory}.xlsx",
    )


@blueprint.get("/<territory>/lieux-mediation-numerique.csv")
def national_map(territory: str) -> Response:
    """In the national map's schema; as it is today, since past dates leave it."""
    state = state_of(territory, daily=True)
    pages = venue_page(territory)
    return answer(state, CSV, lambda: places_csv(agenda(database.session(), territory), state.today, pages))
