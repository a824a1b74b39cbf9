"""Both generations of Aliyun's clients set up an instance: bought, connected, and all that belongs to one."""

import base64
import json
from typing import Any

import pytest
from aliyunsdkcore.request import CommonRequest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509 import load_pem_x509_certificate

import clients
from aliyun_calls import ARN, INVALID, NO_SECRET, SDKS, AliyunKms, Rejection, aliyun_kms
from gateway import Gateway
from values import unique_name

EXISTS: Rejection = (409, "Rejected.ResourceExist")
NO_INSTANCE: Rejection = (403, "Forbidden.DKMSInstanceNotFound")
WRONG_STATE: Rejection = (403, "Forbidden.DKMSInstanceStateInvalid")
SECRET_USER = json.dumps(["RbacPermission/Template/CryptoServiceSecretUser"])


@pytest.fixture(params=SDKS)
def kms(gateway: Gateway, request: pytest.FixtureRequest) -> AliyunKms:
    return aliyun_kms(gateway, str(request.param))


def purchased(gateway: Gateway, action: str, **parameters: str) -> dict[str, Any]:
    """A call of the billing service, as the Terraform provider makes it."""
    request = CommonRequest()
    request.set_product("BssOpenApi")
    request.set_domain(gateway.host)
    request.set_protocol_type("http")
    request.set_method("POST")
    request.set_version("2017-12-14")
    request.set_action_name(action)
    request.set_accept_format("JSON")
    for name, value in {"ProductCode": "kms", "ProductType": "kms_ppi_public_cn", **parameters}.items():
        request.add_query_param(name, value)
    answer = json.loads(clients.acs_client().do_action_with_exception(request))
    assert answer["Code"] == "Success"
    return dict(answer["Data"])


def test_an_instance_is_bought_connected_and_given_back(gateway: Gateway, kms: AliyunKms) -> None:
    given = {"SubscriptionType": "PayAsYouGo", "Parameter.1.Code": "VpcNum", "Parameter.1.Value": "2"}
    instance = purchased(gateway, "CreateInstance", **given)["InstanceId"]
    assert kms("GetKmsInstance", KmsInstanceId=instance)["KmsInstance"]["Status"] == "Uninitialized"
    network = {"VpcId": "vpc-1", "ZoneIds": "zone-a,zone-b", "VSwitchIds": "vsw-1", "KMProvider": "Aliyun"}
    kms("ConnectKmsInstance", KmsInstanceId=instance, **network)
    assert kms.rejected("ConnectKmsInstance", KmsInstanceId=instance, **network) == WRONG_STATE
    vpc = {"VpcId": "vpc-2", "VSwitchId": "vsw-2", "RegionId": "cn-hangzhou", "VpcOwnerId": 1000000000000001}
    kms("UpdateKmsInstanceBindVpc", KmsInstanceId=instance, BindVpcs=json.dumps([vpc]))
    assert kms.rejected("UpdateKmsInstanceBindVpc", KmsInstanceId=instance, BindVpcs="{}") == INVALID
    detail = kms("GetKmsInstance", KmsInstanceId=instance)["KmsInstance"]
    assert (detail["Status"], detail["VpcId"], detail["VpcNum"]) == ("Connected", "vpc-1", 2)
    # Lists, where older models of other languages have text.
    assert (detail["ZoneIds"], detail["VswitchIds"]) == (["zone-a", "zone-b"], ["vsw-1"])
    assert detail["BindVpcs"] == {"BindVpc": [{**vpc, "VpcOwnerId": "1000000000000001"}]}
    assert load_pem_x509_certificate(detail["CaCertificateChainPem"].encode()).subject
    if kms.has("ReleaseKmsInstance"):
        kms("ReleaseKmsInstance", KmsInstanceId=instance)
        assert kms.rejected("ReleaseKmsInstance", KmsInstanceId=instance) == NO_INSTANCE
    else:
        purchased(gateway, "RefundInstance", InstanceId=instance)
    assert kms.rejected("GetKmsInstance", KmsInstanceId=instance) == NO_INSTANCE


def test_network_rules_live(kms: AliyunKms) -> None:
    name = unique_name()
    made = kms("CreateNetworkRule", Name=name, Type="Private", SourcePrivateIp='["10.0.0.0/8"]')
    assert made["Arn"] == f"{ARN}:network/{name}"
    assert kms.rejected("CreateNetworkRule", Name=name, Type="Private") == EXISTS
    kms("UpdateNetworkRule", Name=name, Description="new")
    assert kms.rejected("UpdateNetworkRule", Name=name, SourcePrivateIp="x") == INVALID
    described = kms("DescribeNetworkRule", Name=name)
    assert (described["Description"], described["SourcePrivateIp"]) == ("new", '["10.0.0.0/8"]')
    kms("DeleteNetworkRule", Name=name)
    assert kms.rejected("DeleteNetworkRule", Name=name) == NO_SECRET


def test_policies_live(kms: AliyunKms) -> None:
    name = unique_name()
    given = {"Name": name, "KmsInstance": "shared", "Permissions": SECRET_USER, "Resources": '["secret/*"]'}
    assert kms("CreatePolicy", **given)["Permissions"] == SECRET_USER
    assert kms.rejected("CreatePolicy", **given) == EXISTS
    kms("UpdatePolicy", Name=name, AccessControlRules='{"NetworkRules":["rule"]}')
    assert kms.rejected("UpdatePolicy", Name=name, Resources="x") == INVALID
    described = kms("DescribePolicy", Name=name)
    assert (described["Permissions"], described["Resources"]) == (json.loads(SECRET_USER), ["secret/*"])
    assert described["AccessControlRules"] == '{"NetworkRules":["rule"]}'
    kms("DeletePolicy", Name=name)
    assert kms.rejected("DeletePolicy", Name=name) == NO_SECRET


def test_access_points_and_their_client_keys_live(kms: AliyunKms) -> None:
    name = unique_name()
    made = kms("CreateApplicationAccessPoint", Name=name, Policies='["p"]', AuthenticationMethod="ClientKey")
    assert made["Arn"] == f"{ARN}:applicationaccesspoint/{name}"
    assert kms.rejected("CreateApplicationAccessPoint", Name=name, Policies="[]") == EXISTS
    kms("UpdateApplicationAccessPoint", Name=name, Policies='["p","q"]')
    assert kms.rejected("UpdateApplicationAccessPoint", Name=name, Policies="x") == INVALID
    assert kms("DescribeApplicationAccessPoint", Name=name)["Policies"] == '["p","q"]'
    key = kms("CreateClientKey", AapName=name, Password="Pass-word-1")
    assert kms.rejected("CreateClientKey", AapName=name, Password="short") == INVALID
    # OpenSSL opens the file, and the key in it is that of the certificate.
    private, certificate, _ = pkcs12.load_key_and_certificates(base64.b64decode(key["PrivateKeyData"]), b"Pass-word-1")
    assert isinstance(private, RSAPrivateKey) and private.key_size == 2048 and certificate is not None
    kept = kms("GetClientKey", ClientKeyId=key["ClientKeyId"])
    assert load_pem_x509_certificate(kept["PublicKeyData"].encode()) == certificate
    assert certificate.public_key() == private.public_key()
    kms("DeleteClientKey", ClientKeyId=key["ClientKeyId"])
    assert kms.rejected("DeleteClientKey", ClientKeyId=key["ClientKeyId"]) == NO_SECRET
    kms("DeleteApplicationAccessPoint", Name=name)
    assert kms.rejected("DeleteApplicationAccessPoint", Name=name) == NO_SECRET
