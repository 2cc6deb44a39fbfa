"""The JSON API, read only: HTTP in, one service call, JSON out."""

from web.api.problems import is_asked_of_the_api, problem_of, unusable
from web.api.views import blueprint

__all__ = ["blueprint", "is_asked_of_the_api", "problem_of", "unusable"]
