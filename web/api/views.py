"""The API's addresses - each parses its parameters, asks one service, and tells the answer in its shapes."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any, Final

from flask import Response, jsonify, request, url_for
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.info import Info
from flask_openapi3.models.license import License
from flask_openapi3.models.tag import Tag
from flask_openapi3.openapi import OpenAPI
from pydantic import BaseModel
from werkzeug.exceptions import NotFound

from web.answers import MAX_AGE, State, answer, language_asked, service_address, state_of
from web.api import shapes
from web.api.page import api_page
from web.api.parameters import (
    InterventionPath,
    InterventionQuery,
    PublicationPath,
    PublicationQuery,
    Query,
    StructurePath,
    TerritoryPath,
    VenuePath,
    VenueQuery,
)
from web.api.problems import MEDIA_TYPE, PREFIX, no_such_page
from web.api.telling import Teller, publication, publication_with_changes
from web.database import database
from web.outputs.agenda import Status
from web.outputs.open_data.columns import LICENCE, LICENCE_NAME
from web.services.agendas import editions, listing_of
from web.services.errors import UnknownPublicationError
from web.services.interventions import BadCursorError, Question, intervention, interventions
from web.services.search import mentions
from web.services.versions import release, releases
from web.software import software

JSON: Final = "application/json"
VERSION: Final = "1.0.0"

INFO = Info(
    title="Permanences",
    version=VERSION,
    summary="Where and when digital advisors receive the public",
    description="What stands published, read only. Times are local to the territory where they have no offset.",
    license=License(name=LICENCE_NAME, url=LICENCE),
)

_PROBLEM = {"content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
REFUSALS: dict[Any, Any] = {
    404: {"description": "There is nothing of that name.", **_PROBLEM},
    422: {"description": "A parameter cannot be used.", **_PROBLEM},
}
UNCHANGED: dict[Any, Any] = {304: {"description": "What If-None-Match or If-Modified-Since names still holds."}}

blueprint = APIBlueprint("api", __name__, url_prefix=PREFIX, abp_responses=REFUSALS)


@blueprint.after_request
def _open(response: Response) -> Response:
    """Other sites' scripts may read what anybody may read."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _told(shape: BaseModel) -> bytes:
    return shape.model_dump_json(by_alias=True).encode()


def _teller() -> Teller:
    return Teller(service_address())


def _answered(state: State, make: Callable[[], BaseModel]) -> Response:
    return answer(state, JSON, lambda: _told(make()))


@blueprint.get(
    "/territories",
    summary="The territories that have published",
    tags=[Tag(name="territories")],
    responses={200: shapes.Territories, **UNCHANGED},
)
def list_territories(query: Query) -> Response:  # noqa: ARG001  (parsed, so that what is unknown is refused)
    teller = _teller()
    items = [teller.territory(edition) for edition in editions(database.session())]
    return _small(_told(shapes.Territories(items=items)))


@blueprint.get(
    "/territories/<territory>",
    summary="One territory",
    tags=[Tag(name="territories")],
    responses={200: shapes.Territory, **UNCHANGED},
)
def get_territory(path: TerritoryPath, query: Query) -> Response:  # noqa: ARG001
    state = state_of(path.territory)
    return _answered(state, lambda: _teller().territory(state.edition))


@blueprint.get(
    "/territories/<territory>/venues",
    summary="The venues of a territory, by name",
    tags=[Tag(name="places")],
    responses={200: shapes.Venues, **UNCHANGED},
)
def list_venues(path: TerritoryPath, query: VenueQuery) -> Response:
    state = state_of(path.territory)

    def make() -> shapes.Venues:
        places = [
            place
            for place in listing_of(database.session(), state.mark).listed_places
            if query.commune in (None, place.insee) and query.structure in (None, place.structure)
        ]
        return shapes.Venues(items=[_teller().venue(path.territory, place) for place in places])

    return _answered(state, make)


@blueprint.get(
    "/territories/<territory>/venues/<venue>",
    summary="One venue",
    tags=[Tag(name="places")],
    responses={200: shapes.Venue, **UNCHANGED},
)
def get_venue(path: VenuePath, query: Query) -> Response:  # noqa: ARG001
    state = state_of(path.territory)
    places = {place.id: place for place in listing_of(database.session(), state.mark).listed_places}
    if path.venue not in places:
        raise NotFound
    return _answered(state, lambda: _teller().venue(path.territory, places[path.venue]))


@blueprint.get(
    "/territories/<territory>/structures",
    summary="The host structures of a territory, by name",
    tags=[Tag(name="places")],
    responses={200: shapes.Structures, **UNCHANGED},
)
def list_structures(path: TerritoryPath, query: Query) -> Response:  # noqa: ARG001
    state = state_of(path.territory)

    def make() -> shapes.Structures:
        hosts = listing_of(database.session(), state.mark).listed_hosts
        return shapes.Structures(items=[_teller().structure(path.territory, host) for host in hosts])

    return _answered(state, make)


@blueprint.get(
    "/territories/<territory>/structures/<structure>",
    summary="One host structure",
    tags=[Tag(name="places")],
    responses={200: shapes.Structure, **UNCHANGED},
)
def get_structure(path: StructurePath, query: Query) -> Response:  # noqa: ARG001
    state = state_of(path.territory)
    hosts = {host.id: host for host in listing_of(database.session(), state.mark).listed_hosts}
    if path.structure not in hosts:
        raise NotFound
    return _answered(state, lambda: _teller().structure(path.territory, hosts[path.structure]))


@blueprint.get(
    "/territories/<territory>/interventions",
    summary="The dated permanences of a territory, cancelled ones included",
    description="In order of date, start and uid. A cursor stays good when something is published meanwhile.",
    tags=[Tag(name="interventions")],
    responses={200: shapes.Interventions, **UNCHANGED},
)
def list_interventions(path: TerritoryPath, query: InterventionQuery) -> Response:
    state = state_of(path.territory)
    question = Question(
        first_day=query.from_,
        last_day=query.to,
        venue=query.venue,
        commune=query.commune,
        structure=query.structure,
        activity=query.activity,
        booking=query.booking,
        status=None if query.status is None else Status(query.status),
    )

    def make() -> shapes.Interventions:
        page = interventions(database.session(), path.territory, question, query.limit, query.cursor)
        teller = _teller()
        return shapes.Interventions(
            publication=page.agenda.publication,
            items=[teller.intervention(page.agenda, one) for one in page.items],
            next_cursor=page.next_cursor,
        )

    try:
        return _answered(state, make)
    except BadCursorError as error:
        return no_such_page(query.cursor or "", error.text)


@blueprint.get(
    "/territories/<territory>/interventions/<uid>",
    summary="One dated permanence",
    tags=[Tag(name="interventions")],
    responses={200: shapes.Intervention, **UNCHANGED},
)
def get_intervention(path: InterventionPath, query: Query) -> Response:  # noqa: ARG001
    state = state_of(path.territory)
    page = intervention(database.session(), path.territory, path.uid)
    if not page.items:
        raise NotFound
    return _answered(state, lambda: _teller().intervention(page.agenda, page.items[0]))


@blueprint.get(
    "/territories/<territory>/publications",
    summary="The latest publications, the newest first",
    tags=[Tag(name="publications")],
    responses={200: shapes.Publications, **UNCHANGED},
)
def list_publications(path: TerritoryPath, query: PublicationQuery) -> Response:
    state = state_of(path.territory)

    def make() -> shapes.Publications:
        latest = releases(database.session(), path.territory, query.limit)
        return shapes.Publications(items=[publication(one) for one in latest])

    return _answered(state, make)


@blueprint.get(
    "/territories/<territory>/publications/<int:number>",
    summary="One publication, and what it has changed",
    tags=[Tag(name="publications")],
    responses={200: shapes.PublicationWithChanges, **UNCHANGED},
)
def get_publication(path: PublicationPath, query: Query) -> Response:  # noqa: ARG001
    state = state_of(path.territory)
    try:
        return _answered(
            state, lambda: publication_with_changes(release(database.session(), path.territory, path.number))
        )
    except UnknownPublicationError as error:
        raise NotFound from error


@blueprint.route("/openapi.json")
def openapi() -> Response:
    """The description of all this."""
    return jsonify(description())


@blueprint.route("/")
def page() -> str:
    """The same, to read."""
    style = url_for("public.appearance", version=software(), name="style.css")
    return api_page(description(), language_asked(), mentions(database.session()), style)


def description() -> dict[str, Any]:
    """The OpenAPI document: made of the blueprint alone, whatever else the application serves."""
    described = OpenAPI(__name__, info=INFO, security_schemes={}, doc_ui=False, validation_error_model=shapes.Problem)
    described.register_api(blueprint)
    document: dict[str, Any] = described.api_doc
    return document


def _small(body: bytes) -> Response:
    """Of no territory in particular: its tag is of the body itself."""
    response = Response(body, content_type=JSON)
    response.set_etag(sha256(body).hexdigest()[:32])
    response.cache_control.public = True
    response.cache_control.max_age = MAX_AGE
    response.make_conditional(request)
    return response
