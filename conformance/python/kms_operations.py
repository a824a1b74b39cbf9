"""What the tests of huaweicloudsdkkms begin with: a project of their own, and what they make keys and tags of."""

from typing import Any
from uuid import uuid4

import pytest
from huaweicloudsdkkms import v2 as sdk

import clients
from gateway import Gateway
from huawei_calls import Operations
from values import unique_name

NO_TAG = (404, "KMS.0416")
PRINCIPAL = uuid4().hex
TAG = {"key": "team", "value": "x"}
BY_TAGS = {"resource_instances": "resource_instances"}
GRANT = {"grantee_principal": PRINCIPAL, "operations": ["describe-key", "encrypt-data"]}


@pytest.fixture(scope="module")
def call(gateway: Gateway) -> Operations:
    """The operations in a project that holds nothing of other tests."""
    return Operations(sdk, clients.huawei_kms_client(gateway, project=uuid4().hex))


@pytest.fixture
def empty(gateway: Gateway) -> Operations:
    return Operations(sdk, clients.huawei_kms_client(gateway, project=uuid4().hex))


def new_key(call: Operations, **body: Any) -> str:
    key_id: str = call("create_key", body={"key_alias": unique_name("key"), **body})["key_info"]["key_id"]
    return key_id
