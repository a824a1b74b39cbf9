"""The life of an instance through the vendor's clients: bought, connected, given an access point and a client key, read
with that key, and all of it taken back. It has each operation's success, and one error of it or of what follows it."""

import json
import os
from pathlib import Path
from typing import Any, Callable

from alibabacloud_kms20160120 import models
from alibabacloud_kms20160120.client import Client
from alibabacloud_tea_openapi.client import Client as AnyClient
from alibabacloud_tea_openapi.models import Config, OpenApiRequest, Params
from alibabacloud_tea_util.models import RuntimeOptions
from openapi.models import Config as InstanceConfig
from sdk.client import Client as InstanceClient
from sdk.models import AdvanceDecryptRequest, AdvanceEncryptRequest, GetSecretValueRequest

from results import record, show

HERE = Path(os.environ["DIRECTORY"])
NAME = "life-python"
PASSWORD = "Life-of-Python-1"
KEY_USER, SECRET_USER = (f"RbacPermission/Template/CryptoService{user}User" for user in ("Key", "Secret"))


def access_to(endpoint: str) -> Config:
    return Config(
        access_key_id="DRAGOMANDEV000000001",
        access_key_secret="DragomanDevelopmentSecretKeyNotForCloud0",
        endpoint=endpoint,
    )


shared = Client(access_to("kms.cn-hangzhou.aliyuncs.com"))


def code_of(error: Exception) -> str:
    return str(getattr(error, "code", None) or f"{type(error).__name__}: {error}")


def send(operation: str, **fields: object):
    method = "".join(f"_{one.lower()}" if one.isupper() else one for one in operation).lstrip("_")
    return getattr(shared, method)(getattr(models, f"{operation}Request")(**fields)).body


def buy() -> str:
    """Instances are bought from the billing service, whose client is generic."""
    params = Params(
        action="CreateInstance",
        version="2017-12-14",
        protocol="HTTPS",
        method="POST",
        auth_type="AK",
        style="RPC",
        pathname="/",
        req_body_type="formData",
        body_type="json",
    )
    query = {"ProductCode": "kms", "ProductType": "kms_ppi_public_cn", "SubscriptionType": "PayAsYouGo"}
    billing = AnyClient(access_to("business.aliyuncs.com"))
    answer: Any = billing.call_api(params, OpenApiRequest(query=query), RuntimeOptions())
    return str(answer["body"]["Data"]["InstanceId"])


INSTANCE = buy()
NETWORK = {"vpc_id": "vpc-1", "zone_ids": "zone-a,zone-b", "v_switch_ids": "vsw-1", "kmprovider": "Aliyun"}


def status() -> str:
    return str(send("GetKmsInstance", kms_instance_id=INSTANCE).kms_instance.status)


def connect() -> str:
    before = status()
    send("ConnectKmsInstance", kms_instance_id=INSTANCE, **NETWORK)
    return f"{before}, {status()}"


def twice(operation: str, **fields: object) -> None:
    """Makes something, which is rejected the second time; what shows its success is the name in its ARN."""

    def made():
        return send(operation, name=NAME, **fields).arn.split("/")[-1]

    record(operation, made, made, code_of)


record("ConnectKmsInstance", connect, lambda: send("ConnectKmsInstance", kms_instance_id="none", **NETWORK), code_of)
AUTHORITY = HERE / f"{NAME}-ca.pem"
AUTHORITY.write_text(send("GetKmsInstance", kms_instance_id=INSTANCE).kms_instance.ca_certificate_chain_pem)
KEY = send("CreateKey", dkmsinstance_id=INSTANCE).key_metadata.key_id
SECRET = {"secret_name": NAME, "version_id": "v1", "secret_data": "data", "encryption_key_id": KEY}
send("CreateSecret", dkmsinstance_id=INSTANCE, **SECRET)

twice("CreateNetworkRule", type="Private", source_private_ip='["127.0.0.0/8"]')
twice(
    "CreatePolicy",
    kms_instance=INSTANCE,
    permissions=json.dumps([KEY_USER, SECRET_USER]),
    resources=json.dumps([f"key/{KEY}", f"secret/{NAME}"]),
    access_control_rules=json.dumps({"NetworkRules": [NAME]}),
)
twice("CreateApplicationAccessPoint", authentication_method="ClientKey", policies=json.dumps([NAME]))

CLIENT_KEY = HERE / f"{NAME}.json"


def client_key() -> str:
    made = send("CreateClientKey", aap_name=NAME, password=PASSWORD)
    CLIENT_KEY.write_text(json.dumps({"KeyId": made.client_key_id, "PrivateKeyData": made.private_key_data}))
    return str(made.key_algorithm)


record("CreateClientKey", client_key, lambda: send("CreateClientKey", aap_name="none", password=PASSWORD), code_of)

instance = InstanceClient(
    InstanceConfig(
        protocol="https",
        endpoint=f"{INSTANCE}.cryptoservice.kms.aliyuncs.com",
        client_key_file=str(CLIENT_KEY),
        password=PASSWORD,
        ca_file_path=str(AUTHORITY),
    )
)


def read() -> str:
    return str(instance.get_secret_value(GetSecretValueRequest(secret_name=NAME)).secret_data)


def encrypted() -> str:
    made = instance.advance_encrypt(AdvanceEncryptRequest(key_id=KEY, plaintext=b"plain"))
    opened = instance.advance_decrypt(AdvanceDecryptRequest(ciphertext_blob=made.ciphertext_blob))
    return str(opened.plaintext.decode())


def without(permission: str, call: Callable[[], object]) -> None:
    """What the policy no longer permits is refused, and the rest is not."""
    kept = SECRET_USER if permission == KEY_USER else KEY_USER
    send("UpdatePolicy", name=NAME, permissions=json.dumps([kept]))
    try:
        call()
    finally:
        send("UpdatePolicy", name=NAME, permissions=json.dumps([KEY_USER, SECRET_USER]))


record("GetSecretValue", read, lambda: without(SECRET_USER, read), code_of)
record("AdvanceEncrypt", encrypted, lambda: without(KEY_USER, encrypted), code_of)


def revoke() -> str:
    kept = send("ListClientKeys", aap_name=NAME).client_keys
    send("DeleteClientKey", client_key_id=kept[0].client_key_id)
    return f"{len(kept)}, {len(send('ListClientKeys', aap_name=NAME).client_keys)}"


record("DeleteClientKey", revoke, read, code_of)


def release() -> str:
    for thing in ("ApplicationAccessPoint", "Policy", "NetworkRule"):
        send(f"Delete{thing}", name=NAME)
    send("ReleaseKmsInstance", kms_instance_id=INSTANCE, force_delete_without_backup="true")
    return "released"


record("ReleaseKmsInstance", release, status, code_of)
show()
