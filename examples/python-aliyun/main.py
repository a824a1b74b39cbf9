import os
import time
from urllib.parse import urlsplit

from alibabacloud_kms20160120 import models
from alibabacloud_kms20160120.client import Client
from alibabacloud_tea_openapi.models import Config

url = urlsplit(os.environ.get("ALIBABA_CLOUD_KMS_ENDPOINT", "http://127.0.0.1:4600"))
client = Client(Config(
    access_key_id=os.environ.get("ALIBABA_CLOUD_ACCESS_KEY_ID", "DRAGOMANDEV000000001"),
    access_key_secret=os.environ.get("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "DragomanDevelopmentSecretKeyNotForCloud0"),
    endpoint=url.netloc,
    protocol=url.scheme,
    region_id="cn-hangzhou",
))

name = f"example-python-{time.time_ns()}"

client.create_secret(models.CreateSecretRequest(secret_name=name, version_id="1", secret_data="first"))
first = client.get_secret_value(models.GetSecretValueRequest(secret_name=name)).body
assert first.secret_data == "first"

client.put_secret_value(models.PutSecretValueRequest(secret_name=name, version_id="2", secret_data="second"))
second = client.get_secret_value(models.GetSecretValueRequest(secret_name=name)).body
assert second.secret_data == "second"

of_secret = models.ListSecretVersionIdsRequest(secret_name=name)
versions = client.list_secret_version_ids(of_secret).body.version_ids.version_id
secrets = client.list_secrets(models.ListSecretsRequest(page_size=100)).body.secret_list.secret
assert name in [secret.secret_name for secret in secrets]

deleted = client.delete_secret(models.DeleteSecretRequest(secret_name=name, recovery_window_in_days="7")).body
assert deleted.planned_delete_time
print(f"OK: {name} has versions {', '.join(version.version_id for version in versions)} and is going to be deleted")
