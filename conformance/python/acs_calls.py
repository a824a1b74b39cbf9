"""Calls of aliyun-python-sdk-kms."""

import json
import re
import warnings
from typing import Any, Optional
from xml.etree import ElementTree

import pytest
from aliyunsdkcore.acs_exception.exceptions import ServerException
from aliyunsdkcore.client import AcsClient
from aliyunsdkcore.request import RpcRequest
from aliyunsdkkms.request.v20160120.CreateSecretRequest import CreateSecretRequest

from gateway import Gateway
from shapes import UUID
from values import secret_value, unique_name


def prepared(gateway: Gateway, request: RpcRequest, method: Optional[str], parameters: dict[str, str]) -> RpcRequest:
    """A request that goes to the gateway, with all its parameters in the query."""
    request.set_protocol_type("http")
    request.set_endpoint(gateway.host)
    if method is not None:
        request.set_method(method)
    for name, value in parameters.items():
        request.add_query_param(name, value)
    return request


class Calls:
    """Calls of one client by one HTTP method."""

    def __init__(
        self, gateway: Gateway, client: AcsClient, method: str = "GET", request_id: "re.Pattern[str]" = UUID
    ) -> None:
        self.gateway, self.client, self.method, self.request_id = gateway, client, method, request_id

    def __call__(self, request: type[RpcRequest], **parameters: str) -> dict[str, Any]:
        """The answer in JSON, which is what this client always asks for."""
        sent = prepared(self.gateway, request(), self.method, parameters)
        answer: dict[str, Any] = json.loads(self.client.do_action_with_exception(sent))
        assert self.request_id.fullmatch(answer["RequestId"]) and "Code" not in answer
        return answer

    def rejected(self, request: type[RpcRequest], **parameters: str) -> tuple[int, str, str]:
        """Status, code and message of the rejection."""
        sent = prepared(self.gateway, request(), self.method, parameters)
        with pytest.raises(ServerException) as caught:
            self.client.do_action_with_exception(sent)
        error = caught.value
        assert self.request_id.fullmatch(error.request_id)
        return error.http_status, error.error_code, error.message

    def create(self, **parameters: str) -> str:
        given = {"SecretName": unique_name(), "VersionId": "v1", "SecretData": secret_value(), **parameters}
        return self(CreateSecretRequest, **given)["SecretName"]

    def xml(self, request: type[RpcRequest], **parameters: str) -> tuple[int, str, ElementTree.Element]:
        """Status, content type and root of an answer in XML, as older clients ask for."""
        sent = prepared(self.gateway, request(), self.method, parameters)
        sent.set_accept_format("XML")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            status, headers, body = self.client.get_response(sent)
        return status, headers["Content-Type"], ElementTree.fromstring(body)
