"""The old RPC classes over the instance: alibabacloud-dkms-transfer-python."""

import base64
import hashlib
import json
import os

from alibabacloud_dkms_transfer.kms_transfer_acs_client import KmsTransferAcsClient
from aliyunsdkcore.auth.credentials import AccessKeyCredential
from aliyunsdkcore.client import AcsClient
from aliyunsdkkms.request.v20160120 import (
    AsymmetricDecryptRequest,
    AsymmetricEncryptRequest,
    AsymmetricSignRequest,
    AsymmetricVerifyRequest,
    DecryptRequest,
    EncryptRequest,
    GenerateDataKeyRequest,
    GenerateDataKeyWithoutPlaintextRequest,
    GetPublicKeyRequest,
    GetSecretValueRequest,
    ListKeyVersionsRequest,
)
from openapi.models import Config

from results import record, show

ENV = os.environ
AES, RSA, SIGN = ENV["AES_KEY"], ENV["RSA_KEY"], ENV["SIGN_KEY"]
PLAINTEXT = base64.b64encode(b"plain").decode()
CONTEXT = json.dumps({"b": "2", "a": "1"})
SECRET = ("DRAGOMANDEV000000001", "DragomanDevelopmentSecretKeyNotForCloud0")

config = Config(
    protocol="https",
    endpoint=ENV["ENDPOINT"],
    client_key_file=ENV["CLIENT_KEY_FILE"],
    password=ENV["PASSWORD"],
    ca_file_path=ENV["CA_FILE"],
)
instance = KmsTransferAcsClient(
    config=config, region_id="cn-hangzhou", credential=AccessKeyCredential(*SECRET), verify=ENV["CA_FILE"]
)
shared = AcsClient(*SECRET, region_id="cn-hangzhou")


def send(client, request, **params):
    made = request()
    made.set_accept_format("JSON")
    if client is shared:
        made.set_endpoint(ENV["SHARED_ENDPOINT"])
        made.set_protocol_type("http")
    for name, value in params.items():
        made.add_query_param(name, value)
        getattr(made, f"set_{name}")(value)
    return json.loads(client.do_action_with_exception(made))


def code_of(error: Exception) -> str:
    code = getattr(error, "get_error_code", None)
    return str(code() if code else f"{type(error).__name__}: {error}")


def version_of(key: str) -> str:
    listed = send(shared, ListKeyVersionsRequest.ListKeyVersionsRequest, KeyId=key)
    return listed["KeyVersions"]["KeyVersion"][0]["KeyVersionId"]


def encrypt(client, **more):
    return send(client, EncryptRequest.EncryptRequest, KeyId=AES, Plaintext=PLAINTEXT, **more)["CiphertextBlob"]


def decrypt(client, blob, **more):
    return send(client, DecryptRequest.DecryptRequest, CiphertextBlob=blob, **more)["Plaintext"]


def both_ways():
    """What either gateway made, the other opens."""
    for more in ({}, {"EncryptionContext": CONTEXT}):
        assert decrypt(shared, encrypt(instance, **more), **more) == PLAINTEXT
        assert decrypt(instance, encrypt(shared, **more), **more) == PLAINTEXT
    return base64.b64decode(decrypt(instance, encrypt(instance))).decode()


def data_key(request):
    made = send(instance, request, KeyId=AES, NumberOfBytes=24)
    opened = decrypt(shared, made["CiphertextBlob"])
    assert made.get("Plaintext", opened) == opened
    return len(base64.b64decode(opened))


def asymmetric():
    params = {"KeyId": RSA, "KeyVersionId": version_of(RSA), "Algorithm": "RSAES_OAEP_SHA_256"}
    made = send(instance, AsymmetricEncryptRequest.AsymmetricEncryptRequest, Plaintext=PLAINTEXT, **params)
    opened = send(
        instance,
        AsymmetricDecryptRequest.AsymmetricDecryptRequest,
        CiphertextBlob=made["CiphertextBlob"],
        **params,
    )
    return base64.b64decode(opened["Plaintext"]).decode()


def signing():
    digest = base64.b64encode(hashlib.sha256(b"message").digest()).decode()
    params = {"KeyId": SIGN, "KeyVersionId": version_of(SIGN), "Algorithm": "RSA_PKCS1_SHA_256", "Digest": digest}
    made = send(instance, AsymmetricSignRequest.AsymmetricSignRequest, **params)
    verified = send(instance, AsymmetricVerifyRequest.AsymmetricVerifyRequest, Value=made["Value"], **params)
    return verified["Value"]


def fails(request, **params):
    return lambda: send(instance, request, **params)


NONE = {"KeyId": "none"}
V = {"KeyId": "none", "KeyVersionId": "0" * 36}
record("Encrypt", both_ways, fails(EncryptRequest.EncryptRequest, Plaintext=PLAINTEXT, **NONE), code_of)
BLOB = base64.b64encode(b"0" * 80).decode()
record("Decrypt", both_ways, fails(DecryptRequest.DecryptRequest, CiphertextBlob=BLOB), code_of)
for NAME, MODULE in (
    ("GenerateDataKey", GenerateDataKeyRequest.GenerateDataKeyRequest),
    (
        "GenerateDataKeyWithoutPlaintext",
        GenerateDataKeyWithoutPlaintextRequest.GenerateDataKeyWithoutPlaintextRequest,
    ),
):
    record(NAME, lambda m=MODULE: data_key(m), fails(MODULE, NumberOfBytes=16, **NONE), code_of)
A = {"Algorithm": "RSAES_OAEP_SHA_256", **V}
record(
    "AsymmetricEncrypt",
    asymmetric,
    fails(AsymmetricEncryptRequest.AsymmetricEncryptRequest, Plaintext=PLAINTEXT, **A),
    code_of,
)
record(
    "AsymmetricDecrypt",
    asymmetric,
    fails(AsymmetricDecryptRequest.AsymmetricDecryptRequest, CiphertextBlob=BLOB, **A),
    code_of,
)
S = {"Algorithm": "RSA_PKCS1_SHA_256", "Digest": base64.b64encode(b"0" * 32).decode(), **V}
record("AsymmetricSign", signing, fails(AsymmetricSignRequest.AsymmetricSignRequest, **S), code_of)
record("AsymmetricVerify", signing, fails(AsymmetricVerifyRequest.AsymmetricVerifyRequest, Value=BLOB, **S), code_of)
record(
    "GetPublicKey",
    lambda: send(instance, GetPublicKeyRequest.GetPublicKeyRequest, KeyId=SIGN, KeyVersionId=version_of(SIGN))[
        "PublicKey"
    ].split("\n")[0],
    fails(GetPublicKeyRequest.GetPublicKeyRequest, **V),
    code_of,
)
record(
    "GetSecretValue",
    lambda: send(instance, GetSecretValueRequest.GetSecretValueRequest, SecretName="name")["SecretData"],
    fails(GetSecretValueRequest.GetSecretValueRequest, SecretName="none"),
    code_of,
)
show()
