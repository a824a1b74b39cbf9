"""What the official signers of huaweicloudsdkcore make of the requests."""

import os
from urllib.parse import parse_qsl

from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkcore.sdk_request import SdkRequest
from huaweicloudsdkcore.signer.signer import (
    DerivationAKSKSigner,
    P256SHA256Signer,
    Signer,
    SM2SM3Signer,
    SM3Signer,
)

SLOW = ("SDK-ECDSA-P256-SHA256", "SDK-SM2-SM3")
SLOW_SAMPLE = 1 if os.environ.get("VECTORS_ALL") else 6
SIGNERS = {
    "SDK-HMAC-SHA256": Signer,
    "SDK-HMAC-SM3": SM3Signer,
    "SDK-ECDSA-P256-SHA256": P256SHA256Signer,
    "SDK-SM2-SM3": SM2SM3Signer,
    "V11-HMAC-SHA256": DerivationAKSKSigner,
}


def made(algorithm, key, test):
    """The client's name with the signature that it makes, and whether it takes the vector's own where it can verify."""
    # The curves take this client a tenth of a second each.
    if algorithm in SLOW and test["tcId"] % SLOW_SAMPLE != 1 % SLOW_SAMPLE:
        return
    yield "huaweicloudsdkcore", signed(algorithm, key, test)


def signed(algorithm, key, test):
    credentials = BasicCredentials(key["accessKeyId"], key["secretAccessKey"], "project")
    signer = SIGNERS[algorithm](credentials)
    request = request_of(test)
    if algorithm.startswith("V11"):
        signer.sign(request, key["scope"]["service"], key["scope"]["region"])
    else:
        signer.sign(request)
    authorization = {"authorization": request.header_params["Authorization"]}
    if not hasattr(signer, "get_signing_key"):
        return authorization
    signature = bytes.fromhex(test["signature"])
    verified = signer.get_signing_key().verify(signature, test["stringToSign"].encode())
    return {**authorization, "verified": verified}


def request_of(test):
    request = test["request"]
    path, _, query = request["target"].partition("?")
    names = test["request"]["headers"]
    listed = authorization_of(names).partition("SignedHeaders=")[2].partition(",")[0].lower().split(";")
    headers = {name: value for name, value in names if name.lower() in listed}
    return SdkRequest(
        method=request["method"],
        host=headers.get("Host"),
        resource_path=path,
        query_params=parse_qsl(query, keep_blank_values=True),
        header_params=headers,
        body=request.get("body", ""),
    )


def authorization_of(headers):
    return next(value for name, value in headers if name == "Authorization")
