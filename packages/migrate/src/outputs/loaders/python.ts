/** A loader in Python, with the official SDKs of Huawei Cloud and Alibaba Cloud and BlueKing's client. */
export const PYTHON_LOADER = String.raw`#!/usr/bin/env python3
"""Makes the calls of a load.json: load.py huawei|aliyun|bk load.json

Run it under: dragoman migrate exec --plan <plan> --values files ... -- python load.py <service> load.json
Steps that an earlier run made, as load.progress says, are not made again. Needs huaweicloudsdkcsms,
alibabacloud_kms20160120 or bkapi-client-core.
"""
import json
import os
import sys
import time
from pathlib import Path

RATES = {"huawei": 14, "aliyun": 7, "bk": 5}  # calls a second: 70 % of what the vendors allow


def huawei():
    from huaweicloudsdkcore.auth.credentials import BasicCredentials
    from huaweicloudsdkcsms.v1 import CsmsClient, model as m

    keys = BasicCredentials(*(os.environ["HUAWEICLOUD_SDK_" + name] for name in ("AK", "SK", "PROJECT_ID")))
    client = CsmsClient.new_builder().with_endpoint(os.environ["HUAWEICLOUD_CSMS_ENDPOINT"]).with_credentials(keys)
    client = client.build()

    def field(step, value):
        return {"secret_binary" if step["type"] == "binary" else "secret_string": value}

    def create(step, value):
        given = {"description": step.get("description"), "kms_key_id": step.get("key_id"), **field(step, value)}
        given = {name: part for name, part in given.items() if part is not None}
        client.create_secret(m.CreateSecretRequest(m.CreateSecretRequestBody(name=step["name"], **given)))

    def tag(step, _):
        secret = client.show_secret(m.ShowSecretRequest(step["name"])).secret
        tags = [m.TagItem(key, value) for key, value in step["tags"].items()]
        body = m.BatchCreateOrDeleteTagsRequestBody(action="create", tags=tags)
        client.batch_create_or_delete_tags(m.BatchCreateOrDeleteTagsRequest(secret.id, body))

    return {
        "CreateSecret": create,
        "CreateSecretVersion": lambda step, value: client.create_secret_version(m.CreateSecretVersionRequest(
            step["name"], m.CreateSecretVersionRequestBody(**field(step, value)))),
        "UpdateSecretStage": lambda step, _: client.update_secret_stage(m.UpdateSecretStageRequest(
            step["name"], step["labels"][0], m.UpdateSecretStageRequestBody(step["version_id"]))),
        "BatchCreateOrDeleteTags": tag,
        "DeleteSecretForSchedule": lambda step, _: client.delete_secret_for_schedule(m.DeleteSecretForScheduleRequest(
            step["name"], m.DeleteSecretForScheduleRequestBody(step["days"]))),
    }


def aliyun():
    from alibabacloud_kms20160120 import models as m
    from alibabacloud_kms20160120.client import Client
    from alibabacloud_tea_openapi.models import Config

    scheme, _, host = os.environ["ALIBABA_CLOUD_KMS_ENDPOINT"].rpartition("://")
    client = Client(Config(
        access_key_id=os.environ["ALIBABA_CLOUD_ACCESS_KEY_ID"],
        access_key_secret=os.environ["ALIBABA_CLOUD_ACCESS_KEY_SECRET"],
        endpoint=host, protocol=scheme or "https", region_id=os.environ.get("ALIBABA_CLOUD_REGION_ID")))

    def create(step, value):
        tags = json.dumps([{"TagKey": key, "TagValue": tag} for key, tag in step.get("tags", {}).items()])
        client.create_secret(m.CreateSecretRequest(
            secret_name=step["name"], version_id=step["version_id"], secret_data=value, secret_data_type=step["type"],
            description=step.get("description"), encryption_key_id=step.get("key_id"),
            tags=tags if step.get("tags") else None))

    return {
        "CreateSecret": create,
        "PutSecretValue": lambda step, value: client.put_secret_value(m.PutSecretValueRequest(
            secret_name=step["name"], version_id=step["version_id"], secret_data=value,
            secret_data_type=step["type"])),
        "UpdateSecretVersionStage": lambda step, _: client.update_secret_version_stage(
            m.UpdateSecretVersionStageRequest(
                secret_name=step["name"], version_stage=step["labels"][0], move_to_version=step["version_id"])),
        "DeleteSecret": lambda step, _: client.delete_secret(m.DeleteSecretRequest(
            secret_name=step["name"], recovery_window_in_days=str(step["days"]))),
    }


def bk():
    from bkapi_client_core.apigateway import APIGatewayClient, Operation, OperationGroup, bind_property

    class Job(OperationGroup):
        create_credential = bind_property(
            Operation, name="create_credential", method="POST", path="/api/v3/create_credential")

    class Client(APIGatewayClient):
        _api_name = "bk-job"
        api = bind_property(Job, name="api")

    client = Client(endpoint=os.environ["BK_API_URL_TMPL"], stage="prod")
    client.update_bkapi_authorization(
        bk_app_code=os.environ["BK_APP_CODE"], bk_app_secret=os.environ["BK_APP_SECRET"],
        bk_username=os.environ["BK_USERNAME"])
    scope = {"bk_scope_type": os.environ["BK_SCOPE_TYPE"], "bk_scope_id": os.environ["BK_SCOPE_ID"]}

    def create(step, value):
        given = {name: step[name] for name in ("name", "type", "description") if name in step}
        answer = client.api.create_credential({**scope, **given, **json.loads(value)})
        if answer["code"] != 0:
            sys.exit(f"{step['step']}: {answer['code']} {answer['message']}")

    return {"create_credential": create}


def value_of(step):
    ref = step.get("value_ref")
    if ref is None:
        return None
    return (Path(os.environ["DRAGOMAN_VALUES"]) / ref["file"]).read_bytes().decode()


def main(service, path):
    calls = {"huawei": huawei, "aliyun": aliyun, "bk": bk}[service]()
    progress = Path(os.environ.get("DRAGOMAN_LOAD_PROGRESS", "load.progress"))
    done = set(progress.read_text().split()) if progress.exists() else set()
    for step in json.loads(Path(path).read_text()):
        if step["step"] in done:
            continue
        started = time.monotonic()
        calls[step["op"]](step, value_of(step))
        with progress.open("a") as file:
            print(step["step"], file=file, flush=True)
        time.sleep(max(0.0, 1 / RATES[service] - (time.monotonic() - started)))


if __name__ == "__main__":
    main(*sys.argv[1:])
`;
