"""What the official clients of BlueKing make of the credentials that a request carries."""

import importlib.util
import json
import pathlib
import sys
from urllib.parse import parse_qsl

from bkapi_client_core.auth import BKApiAuthorization
from requests import Request

HEADER = "X-Bkapi-Authorization"
# The client of ESB is handed out with the frameworks for apps; this one has it as it is, beside the framework itself.
RUNTIME = pathlib.Path(importlib.util.find_spec("bk_plugin_runtime").origin).parent
sys.path.insert(0, str(RUNTIME / "packages" / "open"))

from blueking.component.utils import get_signature  # noqa: E402


def made(algorithm, key, test):
    """A client's name and what it makes of the same request."""
    if algorithm == HEADER:
        yield "bkapi-client-core", {"authorization": authorization(test)}
    elif algorithm == "HMAC-SHA1":
        yield "blueking.component", {"signature": signature(key, test)}


def authorization(test):
    headers = dict(test["request"]["headers"])
    request = Request("GET", "http://localhost/").prepare()
    BKApiAuthorization(**json.loads(headers[HEADER]))(request)
    return request.headers[HEADER]


def signature(key, test):
    request = test["request"]
    path, _, query = request["target"].partition("?")
    params = dict(parse_qsl(query, keep_blank_values=True))
    params.pop("bk_signature" if "bk_signature" in params else "signature")
    return get_signature(request["method"], path, key["appSecret"], params=params, data=request.get("body"))
