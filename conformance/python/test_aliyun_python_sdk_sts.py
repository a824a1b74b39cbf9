"""aliyun-python-sdk-sts: sessions of roles, and what they may then call."""

import base64
import json
import re
import time
from typing import Any

import pytest
from aliyunsdkcore.auth.credentials import StsTokenCredential
from aliyunsdkcore.client import AcsClient
from aliyunsdkkms.request.v20160120.ListSecretsRequest import ListSecretsRequest
from aliyunsdksts.request.v20150401.AssumeRoleRequest import AssumeRoleRequest
from aliyunsdksts.request.v20150401.AssumeRoleWithOIDCRequest import AssumeRoleWithOIDCRequest
from aliyunsdksts.request.v20150401.GetCallerIdentityRequest import GetCallerIdentityRequest

import clients
import identity
from acs_calls import Calls
from gateway import Gateway
from shapes import UTC_SECONDS
from values import secret_value

# STS stands behind the generic gateway, whose request ids are in capitals.
CAPITALS = re.compile(r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}")
ACCOUNT = identity.ALIYUN_ACCOUNT
ROLE = {"RoleArn": f"acs:ram::{ACCOUNT}:role/reader", "RoleSessionName": "alice"}
PROVIDER = {"OIDCProviderArn": f"acs:ram::{ACCOUNT}:oidc-provider/tests"}


@pytest.fixture
def sts(gateway: Gateway, acs: AcsClient) -> Calls:
    return Calls(gateway, acs, "POST", request_id=CAPITALS)


def oidc_token(expires_in: int = 600) -> str:
    """A token that nobody signed: no provider's keys can be asked for here."""
    claims = {
        "iss": "https://issuer.example", "sub": "alice", "aud": "tests", "iat": int(time.time()),
        "exp": int(time.time()) + expires_in
    }
    parts = ({"alg": "RS256", "typ": "JWT"}, claims)
    return ".".join(
        [*(base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts), "c2lnbmF0dXJl"]
    )


def session_client(credentials: dict[str, str]) -> AcsClient:
    token = StsTokenCredential(credentials["AccessKeyId"], credentials["AccessKeySecret"], credentials["SecurityToken"])
    return clients.WatchedAcsClient(region_id=identity.ALIYUN_REGION, credential=token, auto_retry=False)


def test_the_caller_is_told_who_it_is(sts: Calls) -> None:
    caller = sts(GetCallerIdentityRequest)
    assert caller["AccountId"] == ACCOUNT and caller["Arn"].startswith(f"acs:ram::{ACCOUNT}:")
    assert caller["IdentityType"] and caller["PrincipalId"]


def test_a_role_is_assumed_and_calls_on(gateway: Gateway, sts: Calls) -> None:
    assumed = sts(AssumeRoleRequest, **ROLE, DurationSeconds="900")
    credentials = assumed["Credentials"]
    assert assumed["AssumedRoleUser"]["Arn"] == f"acs:ram::{ACCOUNT}:role/reader/alice"
    assert credentials["AccessKeyId"].startswith("STS.") and UTC_SECONDS.fullmatch(credentials["Expiration"])
    client = session_client(credentials)
    assert Calls(gateway, client)(ListSecretsRequest)["PageNumber"] == 1
    who = Calls(gateway, client, request_id=CAPITALS)(GetCallerIdentityRequest)
    assert (who["IdentityType"], who["Arn"]) == ("AssumedRoleUser", f"acs:ram::{ACCOUNT}:assumed-role/reader/alice")
    unknown = session_client({**credentials, "SecurityToken": secret_value()})
    assert Calls(gateway, unknown).rejected(ListSecretsRequest)[:2] == (404, "InvalidAccessKeyId.NotFound")


def test_a_role_is_assumed_with_the_token_of_a_provider(gateway: Gateway, sts: Calls) -> None:
    assumed = sts(AssumeRoleWithOIDCRequest, **ROLE, **PROVIDER, OIDCToken=oidc_token())
    assert assumed["AssumedRoleUser"]["Arn"] == f"acs:ram::{ACCOUNT}:role/reader/alice"
    assert assumed["OIDCTokenInfo"]["Subject"] == "alice"
    assert Calls(gateway, session_client(assumed["Credentials"]))(ListSecretsRequest)["PageNumber"] == 1


@pytest.mark.parametrize("fields", [
    {"RoleArn": "no arn"}, {"RoleSessionName": "a"}, {"DurationSeconds": "899"}, {"Policy": "{"},
], ids=lambda fields: ",".join(fields))
def test_a_role_is_not_assumed_with(sts: Calls, fields: dict[str, Any]) -> None:
    status, code, _ = sts.rejected(AssumeRoleRequest, **{**ROLE, **fields})
    assert status == 400 and code


@pytest.mark.parametrize(("token", "code"), [
    (oidc_token(expires_in=-60), "AuthenticationFail.OIDCToken.Expired"),
    ("no.token.here", "AuthenticationFail.OIDCToken.Invalid"),
], ids=["expired", "malformed"])
def test_a_role_is_not_assumed_with_the_token(sts: Calls, token: str, code: str) -> None:
    assert sts.rejected(AssumeRoleWithOIDCRequest, **ROLE, **PROVIDER, OIDCToken=token)[:2] == (401, code)


def test_the_signature_of_the_caller_is_checked(gateway: Gateway) -> None:
    sts = Calls(gateway, clients.acs_client(access_key="UNKNOWNACCESSKEY0001"), request_id=CAPITALS)
    assert sts.rejected(GetCallerIdentityRequest) == (
        404, "InvalidAccessKeyId.NotFound", "Specified access key is not found."
    )
