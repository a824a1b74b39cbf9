import os
import time

from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkcsms.v1 import (
    CreateSecretRequest, CreateSecretRequestBody, CreateSecretVersionRequest, CreateSecretVersionRequestBody,
    CsmsClient,
    DeleteSecretForScheduleRequest, DeleteSecretForScheduleRequestBody, ListSecretsRequest, ListSecretVersionsRequest,
    ShowSecretVersionRequest,
)

client = (
    CsmsClient.new_builder()
    .with_endpoint(os.environ.get("HUAWEICLOUD_CSMS_ENDPOINT", "http://127.0.0.1:4600"))
    .with_credentials(BasicCredentials(
        os.environ.get("HUAWEICLOUD_SDK_AK", "DRAGOMANDEV000000001"),
        os.environ.get("HUAWEICLOUD_SDK_SK", "DragomanDevelopmentSecretKeyNotForCloud0"),
        os.environ.get("HUAWEICLOUD_SDK_PROJECT_ID", "d7a60a00000000000000000000000001"),
    ))
    .build()
)

name = f"example-python-{time.time_ns()}"

client.create_secret(CreateSecretRequest(CreateSecretRequestBody(name=name, secret_string="first")))
first = client.show_secret_version(ShowSecretVersionRequest(name, "latest")).version
assert first.secret_string == "first"

client.create_secret_version(CreateSecretVersionRequest(name, CreateSecretVersionRequestBody(secret_string="second")))
second = client.show_secret_version(ShowSecretVersionRequest(name, "latest")).version
assert second.secret_string == "second"

versions = client.list_secret_versions(ListSecretVersionsRequest(name)).version_metadatas
secrets = client.list_secrets(ListSecretsRequest(limit="1000")).secrets
assert name in [secret.name for secret in secrets]

window = DeleteSecretForScheduleRequestBody(recovery_window_in_days=7)
deleted = client.delete_secret_for_schedule(DeleteSecretForScheduleRequest(name, window)).secret
assert deleted.state == "PENDING_DELETE"
print(f"OK: {name} has versions {', '.join(version.id for version in versions)} and is going to be deleted")
