"""Every operation of alibabacloud-dkms-gcs, with one success and one error each."""

import hashlib
import os

from openapi.models import Config
from sdk import models
from sdk.client import Client

from results import record, show

ENV = os.environ
AES, RSA, SIGN = ENV["AES_KEY"], ENV["RSA_KEY"], ENV["SIGN_KEY"]

client = Client(
    Config(
        protocol="https",
        endpoint=ENV["ENDPOINT"],
        client_key_file=ENV["CLIENT_KEY_FILE"],
        password=ENV["PASSWORD"],
        ca_file_path=ENV["CA_FILE"],
    )
)


def code_of(error: Exception) -> str:
    return str(getattr(error, "code", error))


def call(method: str, request: type, **fields: object):
    return getattr(client, method)(request(**fields))


def check(name: str, method: str, success) -> None:
    """The error is that of a key, or secret, which is not there."""
    request = getattr(models, f"{name}Request")
    wanted = {"key_id": "none"}
    if name == "GetSecretValue":
        wanted = {"secret_name": "none"}
    elif name == "GenerateRandom":
        wanted = {"length": 65}
    elif name in ("Encrypt", "AdvanceEncrypt"):
        wanted["plaintext"] = b"plain"
    elif name in ("Decrypt", "AdvanceDecrypt"):
        wanted.update(ciphertext_blob=b"none", iv=b"0" * 12)
    elif name.endswith("GenerateDataKey"):
        wanted["number_of_bytes"] = 16
    elif "KeyPair" in name:
        wanted["key_pair_spec"] = "RSA_2048"
        wanted["key_format"] = "PEM"
    elif name in ("Sign", "Verify"):
        wanted.update(message=b"message", message_type="RAW")
        if name == "Verify":
            wanted["signature"] = b"none"
    record(name, success, lambda: call(method, request, **wanted), code_of)


def encrypted(name: str, **fields):
    plain = b"plain"
    return call(
        name,
        getattr(models, "AdvanceEncryptRequest" if "advance" in name else "EncryptRequest"),
        plaintext=plain,
        aad=b"aad",
        **fields,
    )


def decrypt():
    made = encrypted("encrypt", key_id=AES)
    pair = call("encrypt", models.EncryptRequest, key_id=RSA, plaintext=b"pair", algorithm="RSAES_OAEP_SHA_256")
    other = call(
        "decrypt",
        models.DecryptRequest,
        key_id=RSA,
        ciphertext_blob=pair.ciphertext_blob,
        algorithm="RSAES_OAEP_SHA_256",
    )
    assert other.plaintext == b"pair"
    opened = call(
        "decrypt", models.DecryptRequest, key_id=AES, ciphertext_blob=made.ciphertext_blob, iv=made.iv, aad=b"aad"
    )
    return opened.plaintext.decode()


def advance_decrypt():
    made = encrypted("advance_encrypt", key_id=AES)
    return call(
        "advance_decrypt", models.AdvanceDecryptRequest, ciphertext_blob=made.ciphertext_blob, aad=b"aad"
    ).plaintext.decode()


def data_key(advance: bool):
    if advance:
        made = call("advance_generate_data_key", models.AdvanceGenerateDataKeyRequest, key_id=AES, number_of_bytes=24)
        opened = call("advance_decrypt", models.AdvanceDecryptRequest, ciphertext_blob=made.ciphertext_blob)
    else:
        made = call("generate_data_key", models.GenerateDataKeyRequest, key_id=AES, number_of_bytes=24)
        opened = call("decrypt", models.DecryptRequest, key_id=AES, ciphertext_blob=made.ciphertext_blob, iv=made.iv)
    assert opened.plaintext == made.plaintext
    return len(made.plaintext)


def key_pair(method: str, request: type):
    made = call(method, request, key_id=AES, key_pair_spec="EC_P256", key_format="PEM")
    fields = {"ciphertext_blob": made.private_key_ciphertext_blob, "iv": made.iv, "key_id": AES}
    opened = (
        call("decrypt", models.DecryptRequest, **fields)
        if "advance" not in method
        else call("advance_decrypt", models.AdvanceDecryptRequest, ciphertext_blob=made.private_key_ciphertext_blob)
    )
    return opened.plaintext.decode().split("\n")[0] + made.public_key.decode().split("\n")[0]


DIGEST = hashlib.sha256(b"message").digest()


def sign():
    return call(
        "sign", models.SignRequest, key_id=SIGN, message=b"message", message_type="RAW", algorithm="RSA_PKCS1_SHA_256"
    )


def verify():
    fields = {"key_id": SIGN, "signature": sign().signature, "algorithm": "RSA_PKCS1_SHA_256"}
    return call("verify", models.VerifyRequest, message=DIGEST, message_type="DIGEST", **fields).value


check("Encrypt", "encrypt", decrypt)
check("Decrypt", "decrypt", decrypt)
check("AdvanceEncrypt", "advance_encrypt", advance_decrypt)
check("AdvanceDecrypt", "advance_decrypt", advance_decrypt)
check("GenerateDataKey", "generate_data_key", lambda: data_key(False))
check("AdvanceGenerateDataKey", "advance_generate_data_key", lambda: data_key(True))
for NAME, METHOD in (
    ("GenerateDataKeyPair", "generate_data_key_pair"),
    ("GenerateDataKeyPairWithoutPlaintext", "generate_data_key_pair_without_plaintext"),
    ("AdvanceGenerateDataKeyPair", "advance_generate_data_key_pair"),
    ("AdvanceGenerateDataKeyPairWithoutPlaintext", "advance_generate_data_key_pair_without_plaintext"),
):
    check(NAME, METHOD, lambda n=NAME, m=METHOD: key_pair(m, getattr(models, f"{n}Request")))
check("Sign", "sign", lambda: len(sign().signature))
check("Verify", "verify", verify)
check(
    "GetPublicKey",
    "get_public_key",
    lambda: call("get_public_key", models.GetPublicKeyRequest, key_id=SIGN).public_key.split("\n")[0],
)
check(
    "GetSecretValue",
    "get_secret_value",
    lambda: call("get_secret_value", models.GetSecretValueRequest, secret_name="name").secret_data,
)
check(
    "GenerateRandom",
    "generate_random",
    lambda: len(call("generate_random", models.GenerateRandomRequest, length=16).random),
)
show()
