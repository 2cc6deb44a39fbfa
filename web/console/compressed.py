"""Compressed - answers that are long and much the same from line to line, for whom takes them so.

What compression would tell of a secret in the page can be asked for by this site's own pages alone: other sites'
requests come without the cookie (SameSite), and so without the page.
"""

import gzip

from flask import request
from werkzeug.wrappers import Response

WORTH_IT = 2_000
"""Octets."""

LEVEL = 5


def compressed(response: Response) -> Response:
    """The same answer, gzipped where the one who asks takes that."""
    response.vary.add("Accept-Encoding")
    body = response.get_data()
    if request.accept_encodings["gzip"] > 0 and len(body) > WORTH_IT:
        response.set_data(gzip.compress(body, LEVEL, mtime=0))
        response.content_encoding = "gzip"
    return response
