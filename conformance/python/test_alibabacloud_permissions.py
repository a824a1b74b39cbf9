"""
What Alibaba Cloud's clients make of a permission that is lacking: their own exceptions, with the vendor's code, text
and AccessDeniedDetail, in JSON and in XML.
"""

import json
from collections.abc import Iterator

import pytest
from alibabacloud_kms20160120 import models
from alibabacloud_ram20150501 import client as ram, models as ram_models
from alibabacloud_tea_openapi.exceptions import ClientException
from alibabacloud_tea_openapi.utils_models import Config

import clients
import identity
from aliyun_calls import SDKS, aliyun_kms
from gateway import Gateway, running_gateway
from values import secret_value
from xml_calls import Door

ACCESS_KEY = "RAMPERMISSIONS000001"
ALLOWED, DENIED = "orders-db", "billing-db"
ARN = f"acs:kms:{identity.ALIYUN_REGION}:{identity.ALIYUN_ACCOUNT}:secret/{DENIED}"
MESSAGE = f"This operation for {ARN} is forbidden by permission system."

READER = {
    "Version": "1",
    "Statement": [{"Effect": "Allow", "Action": "kms:GetSecretValue", "Resource": "acs:kms:*:*:secret/orders-*"}],
}


@pytest.fixture(scope="module")
def secret_key() -> str:
    return secret_value()


@pytest.fixture(scope="module")
def restricted(tmp_path_factory: pytest.TempPathFactory, secret_key: str) -> Iterator[Gateway]:
    directory = tmp_path_factory.mktemp("permissions")
    seeds = {
        "secrets": [{"name": name, "value": secret_value()} for name in (ALLOWED, DENIED)],
        "policies": {"orders-reader": READER},
        "identities": [{
            "id": "ci",
            "access_keys": [{"id": ACCESS_KEY, "secret": secret_key}],
            "aliyun": {"policies": ["orders-reader"]},
        }],
    }
    (directory / "seeds.json").write_text(json.dumps(seeds), encoding="utf-8")
    with running_gateway(directory, "--seed-file", "seeds.json") as running:
        yield running


@pytest.mark.parametrize("sdk", SDKS)
def test_a_secret_that_the_policy_names_alone_is_read(restricted: Gateway, secret_key: str, sdk: str) -> None:
    kms = aliyun_kms(restricted, sdk, access_key=ACCESS_KEY, secret_key=secret_key)
    assert kms("GetSecretValue", SecretName=ALLOWED)["SecretName"] == ALLOWED
    assert kms.rejected("GetSecretValue", SecretName=DENIED) == (403, "Forbidden.NoPermission")
    assert kms.rejected("GetSecretValue", SecretName="none") == (403, "Forbidden.NoPermission")
    assert kms.rejected("ListSecrets") == (403, "Forbidden.NoPermission")


def test_the_newer_client_hands_on_why(restricted: Gateway, secret_key: str) -> None:
    client = clients.aliyun_client(restricted, access_key=ACCESS_KEY, secret_key=secret_key)
    with pytest.raises(ClientException) as caught:
        client.get_secret_value(models.GetSecretValueRequest(secret_name=DENIED))
    assert MESSAGE in str(caught.value.message)
    detail = caught.value.access_denied_detail
    assert (detail["AuthAction"], detail["AuthPrincipalType"]) == ("kms:GetSecretValue", "SubUser")
    assert (detail["PolicyType"], detail["NoPermissionType"]) == ("AccountLevelIdentityBasedPolicy", "ImplicitDeny")
    assert detail["AuthPrincipalOwnerId"] == identity.ALIYUN_ACCOUNT


def test_the_client_of_ram_decodes_the_diagnostic_message(restricted: Gateway, secret_key: str) -> None:
    reader = clients.aliyun_client(restricted, access_key=ACCESS_KEY, secret_key=secret_key)
    with pytest.raises(ClientException) as caught:
        reader.get_secret_value(models.GetSecretValueRequest(secret_name=DENIED))
    message = caught.value.access_denied_detail["EncodedDiagnosticMessage"]
    config = Config(identity.ACCESS_KEY, identity.SECRET_KEY, endpoint=restricted.host, protocol="HTTP")
    request = ram_models.DecodeDiagnosticMessageRequest(encoded_diagnostic_message=message)
    decoded = ram.Client(config).decode_diagnostic_message(request).body.decoded_diagnostic_message
    assert (decoded.auth_action, decoded.auth_resource) == ("kms:GetSecretValue", ARN)
    assert decoded.explicit_deny is False
    assert decoded.auth_principal.auth_principal_owner_id == identity.ALIYUN_ACCOUNT
    assert "acs:SourceIp" in {condition.condition_key for condition in decoded.auth_conditions}


def test_xml_has_the_same_detail(restricted: Gateway, secret_key: str) -> None:
    door = Door(restricted, clients.acs_client(access_key=ACCESS_KEY, secret_key=secret_key))
    status, error = door.xml("GetSecretValue", {"SecretName": DENIED})
    assert (status, error.findtext("Code"), error.findtext("Message")) == (403, "Forbidden.NoPermission", MESSAGE)
    assert error.findtext("AccessDeniedDetail/AuthAction") == "kms:GetSecretValue"
