"""Both generations of Aliyun's clients: instances and what belongs to them, as the gateway is configured with them."""

import pytest

from aliyun_calls import ARN, INVALID, NO_ACCESS_KEY, NO_SECRET, SDKS, AliyunKms, Rejection, aliyun_kms, new_secret
from gateway import Gateway

NO_INSTANCE: Rejection = (403, "Forbidden.DKMSInstanceNotFound")

@pytest.fixture(params=SDKS)
def sdk(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def kms(configured: Gateway, sdk: str) -> AliyunKms:
    return aliyun_kms(configured, sdk)


def test_instances_are_listed_and_shown(kms: AliyunKms) -> None:
    listed = kms("ListKmsInstances", PageSize=1)
    assert listed["KmsInstances"] == {
        "KmsInstance": [{"KmsInstanceId": "kst-1", "KmsInstanceArn": f"{ARN}:keystore/kst-1"}]
    }
    assert (listed["PageNumber"], listed["PageSize"], listed["TotalCount"]) == (1, 1, 2)
    detail = kms("GetKmsInstance", KmsInstanceId="kst-1")["KmsInstance"]
    assert (detail["InstanceId"], detail["InstanceName"], detail["BindVpcs"]) == ("kst-1", "first", {"BindVpc": []})
    assert kms.rejected("GetKmsInstance", KmsInstanceId="kst-3") == NO_INSTANCE
    assert kms.rejected("ListKmsInstances", PageNumber=0) == INVALID


def test_secrets_are_held_by_instances(configured: Gateway, sdk: str, kms: AliyunKms) -> None:
    name = new_secret(kms, DKMSInstanceId="kst-2")
    assert kms("DescribeSecret", SecretName=name)["DKMSInstanceId"] == "kst-2"
    if not kms.has("GetDefaultKmsInstance"):
        return
    assert kms("GetDefaultKmsInstance")["DefaultKmsInstanceId"] == "kst-1"
    [quota] = kms("GetKmsInstanceQuotaInfos", KmsInstanceId="kst-2", ResourceType="secret")["KmsInstanceQuotaInfos"]
    assert quota["ResourceType"] == "secret" and quota["UsedQuantity"] >= 1
    assert kms.rejected("GetKmsInstanceQuotaInfos", KmsInstanceId="kst-3") == NO_INSTANCE
    unknown = aliyun_kms(configured, sdk, access_key="UNKNOWNACCESSKEY0001")
    assert unknown.rejected("GetDefaultKmsInstance") == NO_ACCESS_KEY


@pytest.mark.parametrize(("operation", "lists", "items", "name"), [
    ("ListApplicationAccessPoints", "ApplicationAccessPoints", "ApplicationAccessPoint", "point"),
    ("ListNetworkRules", "NetworkRules", "NetworkRule", "rule"),
    ("ListPolicies", "Policies", "Policy", "policy"),
])
def test_what_belongs_to_instances_is_listed(kms: AliyunKms, operation: str, lists: str, items: str, name: str) -> None:
    listed = kms(operation)
    assert [item["Name"] for item in listed[lists][items]] == [name]
    assert (listed["PageNumber"], listed["TotalCount"]) == (1, 1)
    assert kms.rejected(operation, PageNumber=0) == INVALID


@pytest.mark.parametrize(("operation", "name", "arn", "field", "value"), [
    ("DescribeApplicationAccessPoint", "point", "applicationaccesspoint/point", "Policies", '["policy"]'),
    ("DescribeNetworkRule", "rule", "network/rule", "SourcePrivateIp", '["10.0.0.0/8"]'),
    ("DescribePolicy", "policy", "policy/policy", "KmsInstance", "kst-1"),
])
def test_what_belongs_to_instances_is_described(
    kms: AliyunKms, operation: str, name: str, arn: str, field: str, value: str
) -> None:
    described = kms(operation, Name=name)
    assert (described["Arn"], described[field]) == (f"{ARN}:{arn}", value)
    assert kms.rejected(operation, Name="no-such-name") == NO_SECRET


def test_client_keys_are_listed_and_shown(kms: AliyunKms) -> None:
    [listed] = kms("ListClientKeys", AapName="point")["ClientKeys"]
    detail = kms("GetClientKey", ClientKeyId="KAAP.1")
    for entry in (listed, detail):
        assert (entry["ClientKeyId"], entry["AapName"]) == ("KAAP.1", "point")
    assert kms.rejected("ListClientKeys", AapName="no-such-name") == NO_SECRET
    assert kms.rejected("GetClientKey", ClientKeyId="KAAP.9") == NO_SECRET
