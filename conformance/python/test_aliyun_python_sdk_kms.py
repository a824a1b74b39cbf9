"""aliyun-python-sdk-kms (V1, HMAC-SHA1): GET and POST, parameters in the query and the body, JSON and XML."""

import json

import pytest
from aliyunsdkcore.acs_exception.exceptions import ServerException
from aliyunsdkcore.client import AcsClient
from aliyunsdkcore.request import CommonRequest
from aliyunsdkkms.request.v20160120 import (
    CreateSecretRequest,
    DeleteSecretRequest,
    DescribeSecretRequest,
    GetSecretValueRequest,
    ListSecretsRequest,
    ListSecretVersionIdsRequest,
    PutSecretValueRequest,
    RestoreSecretRequest,
    UpdateSecretRequest,
    UpdateSecretVersionStageRequest,
)

import clients
from acs_calls import Calls, prepared
from gateway import Gateway
from kms_calls import NAME_TAKEN, NOT_FOUND, VALUE_LIMIT, invalid, missing
from shapes import UUID
from values import secret_value, sized_value, unique_name

METHODS = pytest.mark.parametrize("method", ["GET", "POST"])


@pytest.fixture
def calls(gateway: Gateway, acs: AcsClient) -> Calls:
    return Calls(gateway, acs)


@METHODS
def test_a_secret_lives_from_creation_to_deletion(gateway: Gateway, acs: AcsClient, method: str) -> None:
    calls = Calls(gateway, acs, method)
    first, second = secret_value(), secret_value()
    name = calls.create(SecretData=first, Description="for the tests")
    named = {"SecretName": name}
    assert calls(GetSecretValueRequest.GetSecretValueRequest, **named)["SecretData"] == first
    put = calls(PutSecretValueRequest.PutSecretValueRequest, **named, VersionId="v2", SecretData=second)
    assert put["VersionStages"] == {"VersionStage": ["ACSCurrent"]}
    calls(
        UpdateSecretVersionStageRequest.UpdateSecretVersionStageRequest, **named, VersionStage="mine",
        MoveToVersion="v1"
    )
    listed = calls(ListSecretVersionIdsRequest.ListSecretVersionIdsRequest, **named)
    assert (listed["PageNumber"], listed["PageSize"], listed["TotalCount"]) == (1, 20, 2)
    assert [sorted(version["VersionStages"]["VersionStage"]) for version in listed["VersionIds"]["VersionId"]] == [
        ["ACSPrevious", "mine"], ["ACSCurrent"]
    ]
    calls(UpdateSecretRequest.UpdateSecretRequest, **named, Description="changed")
    assert calls(DescribeSecretRequest.DescribeSecretRequest, **named)["Description"] == "changed"
    assert "PlannedDeleteTime" in calls(DeleteSecretRequest.DeleteSecretRequest, **named, RecoveryWindowInDays="7")
    calls(RestoreSecretRequest.RestoreSecretRequest, **named)
    calls(DeleteSecretRequest.DeleteSecretRequest, **named, ForceDeleteWithoutRecovery="true")
    assert calls.rejected(GetSecretValueRequest.GetSecretValueRequest, **named) == NOT_FOUND


@METHODS
@pytest.mark.parametrize("value", ["a/b c+=.@-_", '{"k":"v ~*!\'()中"}', "𝄞 non-BMP 😀", "%41 & = ? #"])
def test_a_signature_covers_any_characters(gateway: Gateway, acs: AcsClient, method: str, value: str) -> None:
    calls = Calls(gateway, acs, method)
    sent = secret_value(value)
    name = calls.create(SecretName=unique_name("a/b+c=.@-_"), SecretData=sent)
    assert calls(GetSecretValueRequest.GetSecretValueRequest, SecretName=name)["SecretData"] == sent


@METHODS
@pytest.mark.parametrize(
    "value", [sized_value(VALUE_LIMIT), secret_value("中" * 10_227 + "xx")], ids=["ASCII", "escaped"]
)
def test_the_longest_value_fits_in_a_query(gateway: Gateway, acs: AcsClient, method: str, value: str) -> None:
    """By either method this client puts every parameter into the URL."""
    calls = Calls(gateway, acs, method)
    name = calls.create(SecretData=value)
    assert calls(GetSecretValueRequest.GetSecretValueRequest, SecretName=name)["SecretData"] == value
    create = CreateSecretRequest.CreateSecretRequest
    assert calls.rejected(
        create, SecretName=unique_name(), VersionId="v1", SecretData=value + "x"
    ) == invalid("SecretData")


def test_parameters_may_be_split_between_query_and_body(gateway: Gateway, acs: AcsClient, calls: Calls) -> None:
    name, value = unique_name(), secret_value("a b+c&中")
    request = prepared(
        gateway, CreateSecretRequest.CreateSecretRequest(), "POST", {"SecretName": name, "VersionId": "v1"}
    )
    request.add_body_params("SecretData", value)
    acs.do_action_with_exception(request)
    assert calls(GetSecretValueRequest.GetSecretValueRequest, SecretName=name)["SecretData"] == value


def test_list_pages_are_numbers(calls: Calls) -> None:
    name = calls.create()
    filters = json.dumps([{"Key": "SecretName", "Values": [name]}])
    listed = calls(ListSecretsRequest.ListSecretsRequest, Filters=filters, PageSize="50")
    assert [secret["SecretName"] for secret in listed["SecretList"]["Secret"]] == [name]
    assert (listed["PageNumber"], listed["PageSize"], listed["TotalCount"]) == (1, 50, 1)
    nothing = calls(ListSecretsRequest.ListSecretsRequest, Filters=filters, PageNumber="2")
    assert nothing["SecretList"] == {"Secret": []}


def test_documented_errors_reach_the_caller(calls: Calls) -> None:
    name = calls.create()
    create = CreateSecretRequest.CreateSecretRequest
    assert calls.rejected(create, SecretName=name, VersionId="v1", SecretData=secret_value()) == NAME_TAKEN
    assert calls.rejected(create, SecretName=unique_name(), VersionId="v1") == missing("SecretData")
    assert calls.rejected(
        create, SecretName="a/b c", VersionId="v1", SecretData=secret_value()
    ) == invalid("SecretName")


def test_a_wrong_secret_key_is_rejected(gateway: Gateway) -> None:
    calls = Calls(gateway, clients.acs_client(secret_key=secret_value()))
    message = "The request signature does not conform to Aliyun standards."
    assert calls.rejected(ListSecretsRequest.ListSecretsRequest) == (400, "IncompleteSignature", message)


def test_an_unknown_access_key_is_rejected(gateway: Gateway) -> None:
    calls = Calls(gateway, clients.acs_client(access_key="UNKNOWNACCESSKEY0001"))
    message = "The Access Key ID provided does not exist in our records."
    assert calls.rejected(ListSecretsRequest.ListSecretsRequest) == (404, "InvalidAccessKeyId.NotFound", message)


def test_regions_do_not_see_each_other(gateway: Gateway, calls: Calls) -> None:
    elsewhere = Calls(gateway, clients.acs_client(region="cn-beijing"))
    name = calls.create()
    assert elsewhere.rejected(DescribeSecretRequest.DescribeSecretRequest, SecretName=name) == NOT_FOUND
    elsewhere.create(SecretName=name)
    arn = elsewhere(DescribeSecretRequest.DescribeSecretRequest, SecretName=name)["Arn"]
    assert arn.startswith("acs:kms:cn-beijing:")


@pytest.mark.parametrize(("version", "action", "rejection"), [
    ("2016-01-20", "MakeTea", (400, "UnsupportedOperation", "This action is not supported.")),
    ("2016-01-21", "ListSecrets", (400, "InvalidVersion", "Specified parameter Version is not valid.")),
])
def test_another_action_or_version_is_rejected(
    gateway: Gateway, acs: AcsClient, version: str, action: str, rejection: tuple[int, str, str]
) -> None:
    request = CommonRequest(domain=gateway.host, version=version, action_name=action, product="Kms")
    request.set_protocol_type("http")
    with pytest.raises(ServerException) as caught:
        acs.do_action_with_exception(request)
    assert (caught.value.http_status, caught.value.error_code, caught.value.message) == rejection


@METHODS
def test_an_answer_in_xml_has_both_levels_of_a_list(gateway: Gateway, acs: AcsClient, method: str) -> None:
    calls = Calls(gateway, acs, method)
    value = secret_value("<a>&amp;\"'</a> 𝄞")
    name = calls.create(SecretData=value)
    status, content_type, root = calls.xml(GetSecretValueRequest.GetSecretValueRequest, SecretName=name)
    assert (status, content_type, root.tag) == (200, "text/xml;charset=utf-8", "KMS")
    assert (root.findtext("SecretData"), root.findtext("VersionStages/VersionStage")) == (value, "ACSCurrent")
    assert UUID.fullmatch(root.findtext("RequestId") or "")


def test_an_error_in_xml_has_the_same_fields(calls: Calls) -> None:
    status, content_type, root = calls.xml(
        DescribeSecretRequest.DescribeSecretRequest, SecretName=unique_name("missing")
    )
    assert (status, content_type, root.tag) == (404, "text/xml;charset=utf-8", "KMS")
    assert (root.findtext("HttpStatus"), root.findtext("Code")) == ("404", "Forbidden.ResourceNotFound")
    assert root.findtext("Message") and UUID.fullmatch(root.findtext("RequestId") or "")
