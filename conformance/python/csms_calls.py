"""CSMS in short: each method is one call of huaweicloudsdkcsms."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Optional

import pytest
from huaweicloudsdkcore.exceptions.exceptions import ClientRequestException
from huaweicloudsdkcsms import v1 as sdk

from shapes import HEX32
from values import secret_value, unique_name

VALUE_LIMIT = 32768

INVALID_PARAMETER = (400, "CSMS.0002", "The value of parameter is invalid.")
SECRET_MISSING = (404, "CSMS.0106", "The secret name not found int the db.")
RESOURCE_MISSING = (404, "CSMS.0005", "The resource does not exist.")
PENDING_DELETION = (400, "CSMS.0103", "The secret is in the scheduled deletion state.")
KEY_UNUSABLE = (400, "CSMS.0401", "Can not get the protected secret value using the provided KMS key.")


@contextmanager
def rejected(status: int, code: str, message: Optional[str] = None) -> Iterator[None]:
    """The calls within end in this error, which bears a request id."""
    with pytest.raises(ClientRequestException) as caught:
        yield
    error = caught.value
    assert (error.status_code, error.error_code) == (status, code)
    assert message is None or error.error_msg == message
    assert HEX32.fullmatch(error.request_id)


class Csms:
    def __init__(self, client: sdk.CsmsClient) -> None:
        self.client = client

    def create(self, **body: Any) -> sdk.Secret:
        """What is not given, the secret gets: a name, a value."""
        body.setdefault("name", unique_name())
        if not body.keys() & {"secret_string", "secret_binary"}:
            body["secret_string"] = secret_value()
        return self.client.create_secret(sdk.CreateSecretRequest(sdk.CreateSecretRequestBody(**body))).secret

    def list_secrets(self, **query: str) -> sdk.ListSecretsResponse:
        return self.client.list_secrets(sdk.ListSecretsRequest(**query))

    def show(self, name: str) -> sdk.Secret:
        return self.client.show_secret(sdk.ShowSecretRequest(name)).secret

    def update(self, name: str, **body: Any) -> sdk.Secret:
        return self.client.update_secret(sdk.UpdateSecretRequest(name, sdk.UpdateSecretRequestBody(**body))).secret

    def delete(self, name: str) -> sdk.DeleteSecretResponse:
        return self.client.delete_secret(sdk.DeleteSecretRequest(name))

    def schedule_deletion(self, name: str, days: Optional[int] = 7) -> sdk.Secret:
        body = sdk.DeleteSecretForScheduleRequestBody(recovery_window_in_days=days)
        return self.client.delete_secret_for_schedule(sdk.DeleteSecretForScheduleRequest(name, body)).secret

    def restore(self, name: str) -> sdk.Secret:
        return self.client.restore_secret(sdk.RestoreSecretRequest(name)).secret

    def put(self, name: str, **body: Any) -> sdk.VersionMetadata:
        """Adds a version; without a value of its own it gets one."""
        if not body.keys() & {"secret_string", "secret_binary"}:
            body["secret_string"] = secret_value()
        request = sdk.CreateSecretVersionRequest(name, sdk.CreateSecretVersionRequestBody(**body))
        return self.client.create_secret_version(request).version_metadata

    def list_versions(self, name: str, **query: Any) -> sdk.ListSecretVersionsResponse:
        return self.client.list_secret_versions(sdk.ListSecretVersionsRequest(name, **query))

    def read(self, name: str, version_id: str = "latest") -> sdk.Version:
        return self.client.show_secret_version(sdk.ShowSecretVersionRequest(name, version_id)).version

    def stages(self, name: str) -> dict[str, list[str]]:
        """The stages of every version, by version id."""
        return {version.id: sorted(version.version_stages) for version in self.list_versions(name).version_metadatas}

    def show_stage(self, name: str, stage: str) -> sdk.Stage:
        return self.client.show_secret_stage(sdk.ShowSecretStageRequest(name, stage)).stage

    def move_stage(self, name: str, stage: str, version_id: str) -> sdk.Stage:
        body = sdk.UpdateSecretStageRequestBody(version_id)
        return self.client.update_secret_stage(sdk.UpdateSecretStageRequest(name, stage, body)).stage

    def delete_stage(self, name: str, stage: str) -> sdk.DeleteSecretStageResponse:
        return self.client.delete_secret_stage(sdk.DeleteSecretStageRequest(name, stage))
