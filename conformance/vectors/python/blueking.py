"""What the official client of BlueKing makes of the credentials that a request carries."""

import json

from bkapi_client_core.auth import BKApiAuthorization
from requests import Request

HEADER = "X-Bkapi-Authorization"


def made(algorithm, key, test):
    """The client's name and the header that it writes of the same credentials."""
    if algorithm != HEADER:
        return
    headers = dict(test["request"]["headers"])
    request = Request("GET", "http://localhost/").prepare()
    BKApiAuthorization(**json.loads(headers[HEADER]))(request)
    yield "bkapi-client-core", {"authorization": request.headers[HEADER]}
