"""What the tests of huaweicloudsdkcsms begin with: a project of their own, and what secrets and events are made of."""

from typing import Any
from uuid import uuid4

import pytest
from huaweicloudsdkcsms import v1 as sdk

import clients
from csms_calls import INVALID_PARAMETER, RESOURCE_MISSING, SECRET_MISSING
from gateway import Gateway
from huawei_calls import Operations
from values import secret_value, unique_name

INVALID, MISSING, NO_SECRET = INVALID_PARAMETER[:2], RESOURCE_MISSING[:2], SECRET_MISSING[:2]
NEW_PASSWORD = "Another-Development-2"

TOPIC = {"target_type": "SMN", "target_id": "urn:smn:cn-north-4:project:topic", "target_name": "topic"}
DATABASE = {"secret_type": "RDS-FG", "rotation_config": '{"InstanceId":"i-1","SecretSubType":"SingleUser"}'}
ROTATION_SECONDS = 20


@pytest.fixture
def call(gateway: Gateway) -> Operations:
    """The operations in a project that holds nothing yet."""
    return Operations(sdk, clients.huawei_client(gateway, project=uuid4().hex))


def new_secret(call: Operations, **body: Any) -> dict[str, Any]:
    secret: dict[str, Any] = call(
        "create_secret", body={"name": unique_name(), "secret_string": secret_value(), **body}
    )["secret"]
    return secret


def tag(key: str, value: str) -> dict[str, str]:
    return {"key": key, "value": value}


def event(**fields: Any) -> dict[str, Any]:
    return {
        "name": unique_name("event"), "event_types": ["SECRET_VERSION_CREATED"], "state": "ENABLED",
        "notification": TOPIC, **fields
    }
