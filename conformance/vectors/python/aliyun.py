"""What the official signers of Alibaba Cloud's SDKs make of the requests."""

from urllib.parse import parse_qsl

from alibabacloud_tea_openapi.utils import Utils
from aliyunsdkcore.auth.algorithm import sha_hmac1, sha_hmac256
from aliyunsdkcore.auth.composer import rpc_signature_composer
from darabonba.request import DaraRequest


def made(algorithm, key, test):
    """A client's name and what it makes, for each client that knows the algorithm."""
    if algorithm.startswith("ACS3"):
        yield "alibabacloud-tea-openapi", {"authorization": authorization(algorithm, key, test)}
    elif algorithm == "HMAC-SHA1":
        yield "alibabacloud-tea-openapi", {"signature": rpc_signature(key, test)}
        secret = key["secretAccessKey"] + "&"
        yield "aliyun-python-sdk-core", {"signature": sha_hmac1.get_sign_string(legacy_text(test), secret)}
    elif algorithm == "HMAC-SHA256":
        yield "aliyun-python-sdk-core", {"stringToSign": legacy_text(test)}
    elif algorithm == "PRIVATEKEY":
        body = "".join(key["privateKey"].splitlines()[1:-1])
        yield "aliyun-python-sdk-core", {"signature": sha_hmac256.get_sign_string(legacy_text(test), body)}


def parameters(test):
    request = test["request"]
    pairs = parse_qsl(request["target"].partition("?")[2], keep_blank_values=True)
    if not any(name.lower() == "authorization" for name, _ in request["headers"]):
        pairs += parse_qsl(request.get("body", ""), keep_blank_values=True)
    return {name: value for name, value in pairs if name != "Signature"}


def rpc_signature(key, test):
    return Utils.get_rpcsignature(parameters(test), test["request"]["method"], key["secretAccessKey"])


def legacy_text(test):
    compose = getattr(rpc_signature_composer, "__compose_string_to_sign")
    return compose(test["request"]["method"], parameters(test))


def authorization(algorithm, key, test):
    request = DaraRequest()
    headers = dict(test["request"]["headers"])
    listed = headers.pop("Authorization").partition("SignedHeaders=")[2].partition(",")[0].split(";")
    request.method = test["request"]["method"]
    request.pathname = test["request"]["target"].partition("?")[0]
    request.query = parameters(test)
    request.headers = {name: value for name, value in headers.items() if name.lower() in listed}
    body = test["request"].get("body", "").encode()
    payload = Utils.hex_encode(Utils.hash(body, algorithm))
    return Utils.get_authorization(request, algorithm, payload, key["accessKeyId"], key["secretAccessKey"])
