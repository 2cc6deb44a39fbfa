"""Routes - an address of each kind of page, and of each state that one can be in."""

from datetime import timedelta

from tests.pages.town import MONDAY

ADDRESSES = (
    "/",
    "/?q=aval",
    "/?q=64999",
    "/?q=nulle+part",
    "/vallee/",
    "/vallee/?booking=appointment&commune=64002",
    "/vallee/?activity=nothing",
    f"/vallee/?from={MONDAY + timedelta(weeks=2)}",
    "/vallee/lieux/mairie",
    "/vallee/lieux/biblio",
    "/vallee/lieux/ecole",
    "/vallee/communes/64002",
    "/vallee/communes/64004",
    "/vallee/structures/cc",
    "/vallee/changements",
    "/vallee/versions/1",
    "/vallee/versions/2",
    "/vallee/integrer",
    "/vallee/integrer?vue=semaine",
    "/accessibilite",
    "/confidentialite",
    "/mentions-legales",
)


def english(address: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}lang=en"


ERRORS = {
    "/nulle-part/": 404,
    "/nulle/part/ailleurs": 404,
    "/vallee/lieux/nulle-part": 404,
    "/vallee/lieux/%00": 404,
    "/vallee/communes/99999": 404,
    "/vallee/structures/nulle": 404,
    "/vallee/versions/3": 404,
    "/vallee/versions/zero": 404,
    "/vallee/?day=demain": 400,
    "/vallee/?from=0001-01-01": 400,
    "/vallee/versions/1?page=0": 400,
}
