"""
What the vendors' clients make of a permission that is lacking: their own exceptions, with the vendor's code and text.
The identities are a user of Huawei's who may read one secret, and a user of BlueKing's who may enter one business.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from huaweicloudsdkcore.exceptions.exceptions import ClientRequestException
from huaweicloudsdkkms import v2 as kms

import clients
import identity
from bk_calls import credential, gateway_rejection
from csms_calls import Csms, rejected
from gateway import Gateway, running_gateway
from values import secret_value

ACCESS_KEY = "PERMISSIONS000000001"
NAMES = {"allowed": "orders-db", "denied": "billing-db"}

READER = {
    "Version": "1.1",
    "Statement": [
        {
            "Effect": "Allow",
            "Action": ["csms:secret:get", "csms:secretVersion:get"],
            "Resource": ["CSMS:*:*:secretName:orders-*"],
        }
    ],
}


@pytest.fixture(scope="module")
def secrets() -> dict[str, str]:
    """What proves the identities, made up for these tests."""
    return {name: secret_value() for name in ("secret_key", "app_secret", "token")}


@pytest.fixture(scope="module")
def restricted(tmp_path_factory: pytest.TempPathFactory, secrets: dict[str, str]) -> Iterator[Gateway]:
    directory = tmp_path_factory.mktemp("permissions")
    seeds = {
        "secrets": [{"name": name, "value": secret_value()} for name in NAMES.values()],
        "policies": {"orders-reader": READER},
        "identities": [
            {
                "id": "ci",
                "access_keys": [{"id": ACCESS_KEY, "secret": secrets["secret_key"]}],
                "apps": [{"code": "ci", "secret": secrets["app_secret"]}],
                "user_tokens": [secrets["token"]],
                "huawei": {"grants": [{"policy": "orders-reader"}, {"policy": "KMS CMKReadOnlyAccess"}]},
                "bk": {
                    "username": "ci",
                    "permissions": ["access_business biz/2"],
                    "apis": ["create_credential", "get_credential_detail"],
                },
            }
        ],
    }
    (directory / "seeds.json").write_text(json.dumps(seeds), encoding="utf-8")
    with running_gateway(directory, "--seed-file", "seeds.json") as running:
        yield running


@pytest.fixture(scope="module")
def reader(restricted: Gateway, secrets: dict[str, str]) -> Csms:
    return Csms(clients.huawei_client(restricted, ACCESS_KEY, secrets["secret_key"]))


def bk_authorization(secrets: dict[str, str]) -> dict[str, Any]:
    return {"bk_app_code": "ci", "bk_app_secret": secrets["app_secret"], "bk_token": secrets["token"]}


def test_a_secret_that_the_policy_names_is_read(reader: Csms) -> None:
    assert reader.show(NAMES["allowed"]).name == NAMES["allowed"]


def test_another_is_rejected_with_principal_action_and_resource(reader: Csms) -> None:
    with rejected(
        403,
        "CSMS.0302",
        f"User: iam::{identity.IAM_DOMAIN_ID}:user:ci is not authorized to perform action csms:secret:get "
        f"on resource csms:{identity.HUAWEI_REGION}:{identity.IAM_DOMAIN_ID}:secretName:{NAMES['denied']} "
        "because no identity-based policy allows the csms:secret:get action.",
    ):
        reader.show(NAMES["denied"])


def test_a_missing_secret_is_rejected_before_it_is_missed(reader: Csms) -> None:
    with rejected(403, "CSMS.0302"):
        reader.show("none-such")
    with rejected(404, "CSMS.0106"):
        reader.show("orders-none-such")


def test_a_key_is_not_made_by_who_may_only_look(restricted: Gateway, secrets: dict[str, str]) -> None:
    client = clients.huawei_kms_client(restricted, secrets["secret_key"], access_key=ACCESS_KEY)
    assert client.list_keys(kms.ListKeysRequest(kms.ListKeysRequestBody())).keys is not None
    with pytest.raises(ClientRequestException) as caught:
        client.create_key(kms.CreateKeyRequest(kms.CreateKeyRequestBody(key_alias="made")))
    error = caught.value
    assert (error.status_code, error.error_code) == (403, "KMS.0307")
    assert error.error_msg == "The user role has no permission to access the API."


def test_a_user_who_may_not_create_learns_what_to_apply_for(restricted: Gateway, secrets: dict[str, str]) -> None:
    client = clients.job_client(restricted, **bk_authorization(secrets))
    answer = client.api.create_credential(credential(), headers={"Blueking-Language": "en"})
    assert (answer["result"], answer["code"]) == (False, 9900403)
    (action,) = answer["permission"]["actions"]
    assert (answer["permission"]["system_id"], action["id"]) == ("bk_job", "create_ticket")
    assert action["related_resource_types"][0]["instances"] == [
        [{"id": "2", "type": "biz", "type_name": "Business", "name": "2"}]
    ]


def test_the_esb_hands_the_same_on(restricted: Gateway, secrets: dict[str, str]) -> None:
    client = clients.esb_client(restricted, **bk_authorization(secrets))
    answer = client.jobv3.create_credential(credential())
    assert (answer["result"], answer["code"], answer["data"]) == (False, 9900403, None)
    assert answer["permission"]["actions"][0]["id"] == "create_ticket"


def test_an_app_without_the_api_is_rejected_by_the_gateway(restricted: Gateway, secrets: dict[str, str]) -> None:
    client = clients.job_client(restricted, **bk_authorization(secrets))
    error = gateway_rejection(client.api.update_credential, credential(id="f" * 32))
    assert error.response_status_code == 403
    assert (error.error_code, error.error_message) == (
        "1640301",
        'App has no permission to the resource [reason="no permission, bk_app_code=ci"]',
    )
