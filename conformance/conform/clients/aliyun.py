"""alibabacloud_kms20160120, given a region and the environment: makes, reads, misses and deletes a secret."""

from os import environ

from alibabacloud_kms20160120 import models
from alibabacloud_kms20160120.client import Client
from alibabacloud_tea_openapi.models import Config
from Tea.exceptions import TeaException

client = Client(
    Config(
        access_key_id=environ["ALIBABA_CLOUD_ACCESS_KEY_ID"],
        access_key_secret=environ["ALIBABA_CLOUD_ACCESS_KEY_SECRET"],
        region_id="cn-hangzhou",
    )
)
name = "planted-name-python"
client.create_secret(
    models.CreateSecretRequest(
        secret_name=name, version_id="planted-version", secret_data="planted-value", description="planted-description"
    )
)
value = client.get_secret_value(models.GetSecretValueRequest(secret_name=name)).body.secret_data
total = client.list_secrets(models.ListSecretsRequest()).body.total_count
try:
    client.describe_secret(models.DescribeSecretRequest(secret_name="planted-missing"))
    missed = None
except TeaException as error:
    missed = error.code
client.delete_secret(models.DeleteSecretRequest(secret_name=name, force_delete_without_recovery="true"))
print(value, total, missed)
