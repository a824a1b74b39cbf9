"""Reads what the vectors answer with official SDKs for Python: read.py <folder of vectors>.

Prints a line of JSON for each answer and each client: what it read, or how it failed.
"""

import json
import logging
import pathlib
import sys

import requests
from alibabacloud_kms20160120 import models as kms_models
from bkapi_client_core.client import BaseClient
from darabonba.utils.stream import Stream
from huaweicloudsdkcore.exceptions.exception_handler import DefaultExceptionHandler
from huaweicloudsdkcore.exceptions.exceptions import ServiceResponseException
from huaweicloudsdkcsms.v1 import CsmsClient
from huaweicloudsdkcsms.v1 import model as csms_models

import bk  # noqa: F401, puts blueking.component on the path
from blueking.component.base import ComponentAPI

CSMS = CsmsClient()
COMPONENT = ComponentAPI.__new__(ComponentAPI)


def response_of(answer):
    response = requests.Response()
    response.status_code = answer["status"]
    response.headers.update(answer["headers"])
    response.encoding = requests.utils.get_encoding_from_headers(response.headers)
    response._content = answer.get("body", "").encode()
    response.request = requests.Request("GET", "http://localhost/").prepare()
    return response


def aliyun(test, is_error):
    if dict(test["response"]["headers"])["Content-Type"].startswith("text/xml"):
        return
    yield "alibabacloud-kms20160120", lambda response: read_kms(test, response, is_error)


def read_kms(test, response, is_error):
    fields = Stream.read_as_json(response.content)
    if is_error:
        return {"code": fields.get("Code"), "message": fields.get("Message")}
    model = getattr(kms_models, test["operation"] + "ResponseBody")
    return model().from_map(fields).to_map()


def huawei(test, is_error):
    if not is_error and not hasattr(csms_models, test["operation"] + "Response"):
        return
    yield "huaweicloudsdkcsms", lambda response: read_csms(test, response, is_error)


def read_csms(test, response, is_error):
    if not is_error:
        return CSMS.sync_response_handler(response, test["operation"] + "Response", [], None).to_dict()
    try:
        return DefaultExceptionHandler().handle_exception(None, response)
    except ServiceResponseException as error:
        return {"code": error.error_code, "message": error.error_msg}


def blueking(test, is_error):
    if test["request_path"].startswith("/api/c/"):
        yield "blueking.component", lambda response: read_esb(response, is_error)
    else:
        yield "bkapi-client-core", lambda response: read_gateway(response, is_error)


class Answering:
    """In place of a client of ESB: it answers at once."""

    def __init__(self, response):
        self.response = response

    def request(self, *_arguments, **_options):
        return self.response


def read_esb(response, is_error):
    COMPONENT.client, COMPONENT.method, COMPONENT.url = Answering(response), "GET", ""
    COMPONENT.default_return_value = None
    fields = COMPONENT._call()
    return {name: fields.get(name) for name in ("code", "message")} if is_error else fields


def read_gateway(response, is_error):
    try:
        fields = BaseClient("http://localhost")._handle_response_content(None, response)
    except requests.RequestException as error:
        if not is_error or not error.error_code:
            raise
        return {"code": error.error_code, "message": error.error_message}
    return {name: fields.get(name) for name in ("code", "message")} if is_error else fields


SERVICES = {"aliyun": aliyun, "huawei": huawei, "blueking": blueking}


def main(folder):
    logging.disable(logging.CRITICAL)
    for path in sorted(pathlib.Path(folder).glob("*.json")):
        vectors = json.loads(path.read_text(encoding="utf-8"))
        if vectors["schema"] not in ("body_schema.json", "error_schema.json"):
            continue
        for group in vectors["testGroups"]:
            for test in group["tests"]:
                read_test(path.stem, group["service"], test, vectors["schema"] == "error_schema.json")


def read_test(family, service, test, is_error):
    # The front of an answer for readers alone is told by its headers.
    is_esb = "charset" in dict(test["response"]["headers"])["Content-Type"]
    test["request_path"] = test.get("request", {}).get("target", "/api/c/" if is_esb else "/")
    for client, read in SERVICES[service](test, is_error):
        try:
            outcome = {"value": read(response_of(test["response"]))}
        except Exception as error:
            outcome = {"failure": f"{type(error).__name__}: {error}"[:200]}
        print(json.dumps({"family": family, "tcId": test["tcId"], "client": client, **outcome}))


main(sys.argv[1])
