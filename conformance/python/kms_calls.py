"""Secrets Manager in short: each method is one call of alibabacloud_kms20160120."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Optional

import pytest
from alibabacloud_kms20160120 import models
from alibabacloud_kms20160120.client import Client
from alibabacloud_tea_openapi.exceptions import ClientException

from shapes import UUID
from values import secret_value, unique_name

# Bytes; the marker of a secret value has 37 of them.
VALUE_LIMIT = 30720

NOT_FOUND = (404, "Forbidden.ResourceNotFound", "Resource not found.")
NAME_TAKEN = (409, "Rejected.ResourceExist", "The resource already exists.")
VERSION_TAKEN = (409, "Rejected.ResourceExist", "The request was rejected becasue key already exsit")
IN_DELETE_WINDOW = (409, "Rejected.ResourceInDeleteWindow", "secret in delete peroid")
NAME_IN_DELETE_WINDOW = (409, "Rejected.ResourceInDeleteWindow", "The secret is planned to be deleted.")
LIMIT_EXCEEDED = (400, "Rejected.LimitExceeded", "exceed secret limits error")


def invalid(parameter: str) -> tuple[int, str, str]:
    return 400, "InvalidParameter", f"The specified parameter {parameter} is not valid."


def missing(parameter: str) -> tuple[int, str, str]:
    return 400, "MissingParameter", f"The parameter  {parameter}  needed but no provided."


@contextmanager
def rejected(status: int, code: str, message: Optional[str] = None) -> Iterator[None]:
    """The calls within end in this error, whose body has the form of KMS's own gateway."""
    with pytest.raises(ClientException) as caught:
        yield
    error = caught.value
    assert (error.status_code, error.code) == (status, code)
    assert message is None or error.data["Message"] == message
    assert (error.data["HttpStatus"], error.data["Code"]) == (status, code)
    assert UUID.fullmatch(error.request_id)


class Kms:
    def __init__(self, client: Client) -> None:
        self.client = client

    def create(self, **fields: Any) -> models.CreateSecretResponseBody:
        """What is not given, the secret gets: a name, the version v1, a value."""
        given = {"secret_name": unique_name(), "version_id": "v1", "secret_data": secret_value(), **fields}
        return self.client.create_secret(models.CreateSecretRequest(**given)).body

    def describe(self, name: str, **fields: Any) -> models.DescribeSecretResponseBody:
        return self.client.describe_secret(models.DescribeSecretRequest(secret_name=name, **fields)).body

    def read(self, name: str, **fields: Any) -> models.GetSecretValueResponseBody:
        return self.client.get_secret_value(models.GetSecretValueRequest(secret_name=name, **fields)).body

    def put(self, name: str, version_id: str, **fields: Any) -> models.PutSecretValueResponseBody:
        """Without a value of its own the version gets one."""
        given = {"secret_name": name, "version_id": version_id, "secret_data": secret_value(), **fields}
        return self.client.put_secret_value(models.PutSecretValueRequest(**given)).body

    def list_secrets(self, **fields: Any) -> models.ListSecretsResponseBody:
        return self.client.list_secrets(models.ListSecretsRequest(**fields)).body

    def list_versions(self, name: str, **fields: Any) -> models.ListSecretVersionIdsResponseBody:
        return self.client.list_secret_version_ids(models.ListSecretVersionIdsRequest(secret_name=name, **fields)).body

    def stages(self, name: str) -> dict[str, list[str]]:
        """The stages of every version, by version id."""
        versions = self.list_versions(name, include_deprecated="true", page_size=100).version_ids.version_id
        return {version.version_id: sorted(version.version_stages.version_stage) for version in versions}

    def update(self, name: str, **fields: Any) -> models.UpdateSecretResponseBody:
        return self.client.update_secret(models.UpdateSecretRequest(secret_name=name, **fields)).body

    def move_stage(
        self, name: str, stage: Optional[str], to: Optional[str] = None, taken_from: Optional[str] = None
    ) -> models.UpdateSecretVersionStageResponseBody:
        return self.client.update_secret_version_stage(models.UpdateSecretVersionStageRequest(
            secret_name=name, version_stage=stage, move_to_version=to, remove_from_version=taken_from
        )).body

    def delete(
        self, name: str, days: Optional[str] = None, force: Optional[str] = None
    ) -> models.DeleteSecretResponseBody:
        return self.client.delete_secret(models.DeleteSecretRequest(
            secret_name=name, recovery_window_in_days=days, force_delete_without_recovery=force
        )).body

    def restore(self, name: str) -> models.RestoreSecretResponseBody:
        return self.client.restore_secret(models.RestoreSecretRequest(secret_name=name)).body
