"""The JSON API, read only: HTTP in, one service call, JSON out."""

from flask import Blueprint

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")
