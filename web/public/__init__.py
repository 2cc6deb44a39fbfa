"""The public's pages: HTTP in, one service call, HTML out."""

from flask import Blueprint

blueprint = Blueprint("public", __name__)
