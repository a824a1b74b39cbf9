"""Any operation of KMS, called by its name and those of its parameters through either generation of clients."""

import base64
import json
import os
from importlib import import_module
from typing import Any, Protocol
from uuid import uuid4

import aliyunsdkkms.request.v20160120 as acs_requests
import pytest
from alibabacloud_kms20160120 import models
from alibabacloud_kms20160120.client import Client
from alibabacloud_tea_openapi.exceptions import ClientException
from aliyunsdkcore.acs_exception.exceptions import ServerException
from aliyunsdkcore.client import AcsClient
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

import clients
import identity
import seen
from acs_calls import prepared
from gateway import Gateway
from shapes import UUID
from values import secret_value, unique_name

Rejection = tuple[int, str]
Fields = dict[str, Any]

INVALID, NO_SECRET, UNSUPPORTED = (400, "InvalidParameter"), (
    404, "Forbidden.ResourceNotFound"
), (400, "UnsupportedOperation")
NO_KEY, NO_ALIAS = (404, "Forbidden.KeyNotFound"), (404, "Forbidden.AliasNotFound")
NO_ACCESS_KEY = (404, "InvalidAccessKeyId.NotFound")
NO_RESOURCE = (404, "InvalidResourceId.NotFound")
DISABLED = (409, "Rejected.Disabled")

ARN = f"acs:kms:{identity.ALIYUN_REGION}:{identity.ALIYUN_ACCOUNT}"

# Parameters in JSON, which the newer generation takes as objects and writes itself.
OBJECTS = {"EncryptionContext", "ExtendedConfig", "SecretsList", "SourceEncryptionContext"}


class AliyunKms(Protocol):
    def has(self, operation: str) -> bool: ...

    def __call__(self, operation: str, **fields: Any) -> Fields:
        """The answer without its request id."""

    def rejected(self, operation: str, **fields: Any) -> Rejection:
        """Status and code of the rejection."""


class Tea:
    """alibabacloud_kms20160120."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def has(self, operation: str) -> bool:
        return seen.snake(operation) in seen.aliyun_operations(Client)

    def _call(self, operation: str, fields: Fields) -> Any:
        call, model = getattr(self.client, seen.snake(operation)), getattr(models, f"{operation}Request", None)
        if model is None:
            return call()
        request = model().from_map({
            name: json.loads(value) if name in OBJECTS and isinstance(
                value, str
            ) else value for name, value in fields.items()
        })
        if hasattr(request, "region_id"):
            request.region_id = identity.ALIYUN_REGION
        return call(request)

    def __call__(self, operation: str, **fields: Any) -> Fields:
        return _answered(self._call(operation, fields).body.to_map())

    def rejected(self, operation: str, **fields: Any) -> Rejection:
        with pytest.raises(ClientException) as caught:
            self._call(operation, fields)
        assert UUID.fullmatch(caught.value.request_id) and caught.value.data["Message"]
        return caught.value.status_code, caught.value.code


class Acs:
    """aliyun-python-sdk-kms."""

    def __init__(self, gateway: Gateway, client: AcsClient) -> None:
        self.gateway, self.client = gateway, client

    def has(self, operation: str) -> bool:
        return operation in seen.acs_operations(acs_requests)

    def _call(self, operation: str, fields: Fields) -> bytes:
        request = getattr(import_module(f"{acs_requests.__name__}.{operation}Request"), f"{operation}Request")()
        for name, value in fields.items():
            if isinstance(value, dict):
                [(inner, value)] = value.items()
                name += inner
            getattr(request, f"set_{name}s" if isinstance(value, list) else f"set_{name}")(value)
        return self.client.do_action_with_exception(prepared(self.gateway, request, None, {}))

    def __call__(self, operation: str, **fields: Any) -> Fields:
        return _answered(json.loads(self._call(operation, fields)))

    def rejected(self, operation: str, **fields: Any) -> Rejection:
        with pytest.raises(ServerException) as caught:
            self._call(operation, fields)
        assert UUID.fullmatch(caught.value.request_id) and caught.value.message
        return caught.value.http_status, caught.value.error_code


def _answered(answer: Fields) -> Fields:
    assert UUID.fullmatch(answer.pop("RequestId")) and "Code" not in answer
    return answer


SDKS = (clients.ALIYUN, clients.ACS_KMS)


def aliyun_kms(gateway: Gateway, sdk: str, **keys: str) -> AliyunKms:
    """@param keys: access_key and secret_key; without them, those of the development identity"""
    if sdk == clients.ALIYUN:
        return Tea(clients.aliyun_client(gateway, **keys))
    return Acs(gateway, clients.acs_client(**keys))


def new_secret(kms: AliyunKms, **fields: Any) -> str:
    given = {"SecretName": unique_name(), "VersionId": "v1", "SecretData": secret_value(), **fields}
    return str(kms("CreateSecret", **given)["SecretName"])


def new_key(kms: AliyunKms, **fields: Any) -> str:
    return str(kms("CreateKey", **fields)["KeyMetadata"]["KeyId"])


POLICY = json.dumps({"Version": "1", "Statement": [{
    "Sid": "mine", "Effect": "Allow", "Principal": {"RAM": [f"acs:ram::{identity.ALIYUN_ACCOUNT}:*"]},
    "Action": ["kms:*"], "Resource": ["*"],
}]})


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


WRAPPING_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
WRAPPING_PUBLIC = b64(WRAPPING_KEY.public_key().public_bytes(
    serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo))
OAEP_SHA256 = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
WRAPPED = {"PublicKeyBlob": WRAPPING_PUBLIC, "WrappingKeySpec": "RSA_2048", "WrappingAlgorithm": "RSAES_OAEP_SHA_256"}
TEXT = b64(b"to encrypt")
DIGEST = b64(bytes(range(32)))
GARBAGE = b64(os.urandom(64))
VERSION = {"KeyVersionId": str(uuid4())}
OAEP = {"Algorithm": "RSAES_OAEP_SHA_256"}
PSS = {"Algorithm": "RSA_PSS_SHA_256"}
HMAC = {"Algorithm": "HMAC_SHA_256"}
