"""Any operation behind the Aliyun door, asked for in XML and in JSON by aliyun-python-sdk-core's own client."""

import json
import warnings
from collections.abc import Mapping
from importlib import import_module
from typing import Any, Literal
from xml.etree import ElementTree

import aliyunsdkkms.request.v20160120 as kms_requests
from aliyunsdkcore.client import AcsClient
from aliyunsdkcore.request import RpcRequest

from acs_calls import prepared
from gateway import Gateway
from values import secret_value, unique_name

KMS, STS, LOCATION = "2016-01-20", "2015-04-01", "2015-06-12"
CONTENT_TYPES = {"XML": "text/xml;charset=utf-8", "JSON": "application/json;charset=utf-8"}

Format = Literal["XML", "JSON"]
Params = dict[str, str]
Json = dict[str, Any]


class Door:
    """The calls of one client."""

    def __init__(self, gateway: Gateway, client: AcsClient) -> None:
        self.gateway, self.client = gateway, client

    def _send(
        self, action: str, params: Mapping[str, str], accept: Format, version: str, method: str
    ) -> tuple[int, bytes]:
        request = prepared(self.gateway, _request(action, version), method, dict(params))
        request.set_accept_format(accept)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            status, headers, body = self.client.get_response(request)
        assert headers["Content-Type"] == CONTENT_TYPES[accept]
        return status, body

    def xml(
        self, action: str, params: Mapping[str, str], version: str = KMS, method: str = "POST"
    ) -> tuple[int, ElementTree.Element]:
        status, body = self._send(action, params, "XML", version, method)
        return status, ElementTree.fromstring(body)

    def json(
        self, action: str, params: Mapping[str, str], version: str = KMS, method: str = "POST"
    ) -> tuple[int, Json]:
        status, body = self._send(action, params, "JSON", version, method)
        return status, json.loads(body)

    def __call__(self, action: str, **params: str) -> Json:
        """What a call of KMS answers that has to succeed."""
        status, answer = self.json(action, params)
        assert status == 200, answer
        return answer

    def secret(self, **params: str) -> str:
        given = {"SecretName": unique_name(), "VersionId": "v1", "SecretData": secret_value(), **params}
        return str(self("CreateSecret", **given)["SecretName"])

    def managed(self) -> str:
        accounts = json.dumps({"Accounts": [{"AccountName": "u", "AccountPassword": secret_value()}]})
        config = json.dumps({"SecretSubType": "SingleUser", "DBInstanceId": "rm-1"})
        return self.secret(SecretType="Rds", SecretData=accounts, ExtendedConfig=config)

    def key(self, **params: str) -> Params:
        """The id of a new key."""
        return {"KeyId": self("CreateKey", **params)["KeyMetadata"]["KeyId"]}

    def pair(self, spec: str, **params: str) -> Params:
        """The id of a new asymmetric key and of its primary version."""
        made = self("CreateKey", KeySpec=spec, **params)["KeyMetadata"]
        return {"KeyId": made["KeyId"], "KeyVersionId": made["PrimaryKeyVersion"]}


def _request(action: str, version: str) -> RpcRequest:
    """The client's own request where it has one; else its base, which any action can be given to."""
    try:
        module = import_module(f"{kms_requests.__name__}.{action}Request")
    except ModuleNotFoundError:
        return RpcRequest("Kms", version, action)
    return getattr(module, f"{action}Request")()


def compare(answer: Any, element: ElementTree.Element, values: bool) -> None:
    """
    Each field of a JSON object is an element of its name, each item of a list one more; nothing else is there.
    @param values: whether what they hold is the same too, but for the ids of requests
    """
    if not isinstance(answer, dict):
        assert len(element) == 0 and (
            not values or element.tag == "RequestId" or (element.text or "") == _text(answer)
        ), element.tag
        return
    assert not element.attrib and (element.text or "").strip() == ""
    assert {child.tag for child in element} == {name for name, value in answer.items() if value != []}, element.tag
    for name, value in answer.items():
        items = value if isinstance(value, list) else [value]
        children = element.findall(name)
        assert len(children) == len(items), name
        for item, child in zip(items, children):
            compare(item, child, values)


def _text(scalar: Any) -> str:
    return json.dumps(scalar) if isinstance(scalar, (bool, int)) else str(scalar)
