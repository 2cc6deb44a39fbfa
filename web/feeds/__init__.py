"""Calendars, posters and open data as files to fetch: HTTP in, one service call, bytes out."""

from flask import Blueprint

blueprint = Blueprint("feeds", __name__)
