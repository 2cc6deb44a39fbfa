"""The public's pages: HTTP in, one service call, HTML out."""

from flask import Blueprint

from web.public import about, embedding, files, history, home, places, territory
from web.public.errors import error_page

__all__ = ["blueprint", "error_page"]

blueprint = Blueprint("public", __name__, template_folder="templates")

ROUTES = (
    ("/", home.home),
    ("/accessibilite", about.accessibility),
    ("/confidentialite", about.privacy),
    ("/mentions-legales", about.legal),
    ("/apparence/<version>/<name>", files.appearance),
    ("/<territory>/", territory.territory),
    ("/<territory>/lieux/<venue>", places.venue),
    ("/<territory>/communes/<insee>", places.commune),
    ("/<territory>/structures/<structure>", places.structure),
    ("/<territory>/changements", history.changes),
    ("/<territory>/changements.atom", history.feed),
    ("/<territory>/versions/<number>", history.version),
    ("/<territory>/integrer", embedding.embedding),
)
"""Every page of the public, and the view that answers."""

for path, view in ROUTES:
    blueprint.add_url_rule(path, view_func=view, methods=["GET"])
