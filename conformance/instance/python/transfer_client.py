"""The RPC API over the Advance operations of the instance: TransferClient of alibabacloud-kms-python-sdk."""

import base64
import hashlib
import os

from alibabacloud_kms20160120 import models
from alibabacloud_kms20160120.client import Client
from alibabacloud_kms_kms20160120.transfer_client import TransferClient
from alibabacloud_tea_openapi.models import Config
from openapi.models import Config as InstanceConfig

from results import record, show

ENV = os.environ
AES, RSA, SIGN = ENV["AES_KEY"], ENV["RSA_KEY"], ENV["SIGN_KEY"]
PLAINTEXT = base64.b64encode(b"plain").decode()
CONTEXT = {"b": "2", "a": "1"}

access = Config(
    access_key_id="DRAGOMANDEV000000001",
    access_key_secret="DragomanDevelopmentSecretKeyNotForCloud0",
    endpoint=ENV["SHARED_ENDPOINT"],
    protocol="http",
)
shared = Client(access)
instance = TransferClient(
    config=access,
    kms_config=InstanceConfig(
        protocol="https",
        endpoint=ENV["ENDPOINT"],
        client_key_file=ENV["CLIENT_KEY_FILE"],
        password=ENV["PASSWORD"],
        ca_file_path=ENV["CA_FILE"],
    ),
)


def code_of(error: Exception) -> str:
    return str(getattr(error, "code", None) or f"{type(error).__name__}: {error}")


def send(client, name: str, **fields):
    method = "".join(f"_{one.lower()}" if one.isupper() else one for one in name).lstrip("_")
    return getattr(client, method)(getattr(models, f"{name}Request")(**fields)).body


def version_of(key: str) -> str:
    listed = send(shared, "ListKeyVersions", key_id=key).key_versions.key_version
    return listed[0].key_version_id


def encrypt(client, **more):
    return send(client, "Encrypt", key_id=AES, plaintext=PLAINTEXT, **more).ciphertext_blob


def decrypt(client, blob, **more):
    return send(client, "Decrypt", ciphertext_blob=blob, **more).plaintext


def both_ways():
    """What either gateway made, the other opens. With a context this client binds another text than the others do."""
    assert decrypt(shared, encrypt(instance)) == PLAINTEXT
    assert decrypt(instance, encrypt(shared)) == PLAINTEXT
    bound = {"encryption_context": CONTEXT}
    assert decrypt(instance, encrypt(instance, **bound), **bound) == PLAINTEXT
    return base64.b64decode(decrypt(instance, encrypt(instance))).decode()


def data_key(name: str):
    made = send(instance, name, key_id=AES, number_of_bytes=24)
    opened = decrypt(instance, made.ciphertext_blob)
    assert decrypt(shared, made.ciphertext_blob) == opened
    assert getattr(made, "plaintext", opened) == opened
    return len(base64.b64decode(opened))


def asymmetric():
    fields = {"key_id": RSA, "key_version_id": version_of(RSA), "algorithm": "RSAES_OAEP_SHA_256"}
    made = send(instance, "AsymmetricEncrypt", plaintext=PLAINTEXT, **fields)
    opened = send(instance, "AsymmetricDecrypt", ciphertext_blob=made.ciphertext_blob, **fields)
    return base64.b64decode(opened.plaintext).decode()


def signing():
    digest = base64.b64encode(hashlib.sha256(b"message").digest()).decode()
    fields = {"key_id": SIGN, "key_version_id": version_of(SIGN), "algorithm": "RSA_PKCS1_SHA_256", "digest": digest}
    made = send(instance, "AsymmetricSign", **fields)
    return send(instance, "AsymmetricVerify", value=made.value, **fields).value


def public_key():
    pem = send(instance, "GetPublicKey", key_id=SIGN, key_version_id=version_of(SIGN)).public_key
    return pem.split("\n")[0]


def check(name: str, success, **fields) -> None:
    """The error is that of a key, or secret, which is not there."""
    record(name, success, lambda: send(instance, name, **fields), code_of)


BLOB = base64.b64encode(b"0" * 80).decode()
DIGEST = base64.b64encode(b"0" * 32).decode()
VERSION = {"key_id": "none", "key_version_id": "0" * 36}
check("Encrypt", both_ways, key_id="none", plaintext=PLAINTEXT)
check("Decrypt", both_ways, ciphertext_blob=BLOB)
for NAME in ("GenerateDataKey", "GenerateDataKeyWithoutPlaintext"):
    check(NAME, lambda name=NAME: data_key(name), key_id="none", number_of_bytes=16)
OAEP = {"algorithm": "RSAES_OAEP_SHA_256", **VERSION}
check("AsymmetricEncrypt", asymmetric, plaintext=PLAINTEXT, **OAEP)
check("AsymmetricDecrypt", asymmetric, ciphertext_blob=BLOB, **OAEP)
PKCS1 = {"algorithm": "RSA_PKCS1_SHA_256", "digest": DIGEST, **VERSION}
check("AsymmetricSign", signing, **PKCS1)
check("AsymmetricVerify", signing, value=BLOB, **PKCS1)
check("GetPublicKey", public_key, **VERSION)
check("GetSecretValue", lambda: send(instance, "GetSecretValue", secret_name="name").secret_data, secret_name="none")
show()
