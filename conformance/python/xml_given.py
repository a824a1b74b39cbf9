"""What calls of the Aliyun door are given: constants, and makers of what a call works on."""

import base64
import json
from collections.abc import Callable
from typing import Optional

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

import identity
from values import unique_name
from xml_calls import Door, Params

GivenValue = Callable[[Door], Params]


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


RECIPIENT = {
    "PublicKeyBlob": b64(rsa.generate_private_key(public_exponent=65537, key_size=2048).public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)),
    "WrappingKeySpec": "RSA_2048", "WrappingAlgorithm": "RSAES_OAEP_SHA_256",
}
POLICY = json.dumps({"Version": "1", "Statement": [{
    "Effect": "Allow", "Principal": {
        "RAM": [f"acs:ram::{identity.ALIYUN_ACCOUNT}:*"]
    }, "Action": ["kms:*"], "Resource": ["*"]}]})
TAGS = json.dumps([{"TagKey": "k", "TagValue": "v"}, {"TagKey": "l", "TagValue": ""}])
TEXT, DIGEST = b64("text 中 𝄞".encode()), b64(bytes(range(32)))
SECRETS = {"RegionId": identity.ALIYUN_REGION, "ResourceType": "secret"}
ROLE = {"RoleArn": f"acs:ram::{identity.ALIYUN_ACCOUNT}:role/reader", "RoleSessionName": "alice"}
OAEP, ECDSA, HMAC = {"Algorithm": "RSAES_OAEP_SHA_256"}, {"Algorithm": "ECDSA_SHA_256"}, {"Algorithm": "HMAC_SHA_256"}
OIDC_TOKEN = ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in (
    b'{"alg":"RS256"}', b'{"sub":"pod","iss":"https://issuer","aud":"a","iat":1700000000,"exp":4102444800}', b"sig"))


def secret(**params: str) -> GivenValue:
    return lambda door: {"SecretName": door.secret(Tags=TAGS), **params}


def managed(**params: str) -> GivenValue:
    return lambda door: {"SecretName": door.managed(), **params}


def key(made: Optional[Params] = None, **params: str) -> GivenValue:
    return lambda door: {**door.key(**(made or {})), **params}


def fixed(**params: str) -> GivenValue:
    return lambda door: params


def after(action: str, given: GivenValue, **params: str) -> GivenValue:
    """What `given` makes, once the action was called for it."""
    def made(door: Door) -> Params:
        on = given(door)
        door(action, **on, **params)
        return on
    return made


def alias(door: Door) -> Params:
    made = {**door.key(), "AliasName": f"alias/{unique_name()}"}
    door("CreateAlias", **made)
    return made


def beside(make: Callable[[Door], object], **params: str) -> GivenValue:
    """Parameters for a call that has something to list."""
    def made(door: Door) -> Params:
        make(door)
        return params
    return made


def ciphertext(door: Door) -> Params:
    return {"CiphertextBlob": door("Encrypt", **door.key(), Plaintext=TEXT)["CiphertextBlob"]}


def cipher_pair(door: Door) -> Params:
    return {**door.pair("RSA_2048", KeyUsage="ENCRYPT/DECRYPT"), **OAEP}


def encrypted(door: Door) -> Params:
    pair = cipher_pair(door)
    return {**pair, "CiphertextBlob": door("AsymmetricEncrypt", **pair, Plaintext=TEXT)["CiphertextBlob"]}


def digest(door: Door) -> Params:
    return {**door.pair("EC_P256"), **ECDSA, "Digest": DIGEST}


def signed(door: Door) -> Params:
    requested = digest(door)
    return {**requested, "Value": door("AsymmetricSign", **requested)["Value"]}


def message(door: Door) -> Params:
    return {**door.key(KeySpec="HMAC_SHA_256"), **HMAC, "Message": TEXT}


def tagged_key(door: Door) -> Params:
    made = door.key()
    door("TagResource", **made, Tags=TAGS)
    return made


def material(door: Door) -> Params:
    made = door.key(Origin="EXTERNAL")
    requested = door("GetParametersForImport", **made, WrappingAlgorithm="RSAES_PKCS1_V1_5", WrappingKeySpec="RSA_2048")
    public = serialization.load_der_public_key(base64.b64decode(requested["PublicKey"]))
    assert isinstance(public, rsa.RSAPublicKey)
    wrapped = b64(public.encrypt(bytes(range(32)), padding.PKCS1v15()))
    token = requested["ImportToken"]
    return {**made, "EncryptedKeyMaterial": wrapped, "ImportToken": token, "KeyMaterialExpireUnix": "0"}
