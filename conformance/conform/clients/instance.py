"""alibabacloud-dkms-gcs by the host of a KMS instance: reads and misses a secret, encrypts and decrypts."""

from os import environ

from openapi.models import Config
from sdk import models
from sdk.client import Client

client = Client(
    Config(
        protocol="https",
        endpoint="kst-conformance.cryptoservice.kms.aliyuncs.com",
        client_key_file=environ["CLIENT_KEY_FILE"],
        password=environ["PASSWORD"],
        ca_file_path=environ["SSL_CERT_FILE"],
    )
)
value = client.get_secret_value(models.GetSecretValueRequest(secret_name="name")).secret_data
try:
    client.get_secret_value(models.GetSecretValueRequest(secret_name="planted-missing"))
    missed = None
except Exception as error:
    missed = getattr(error, "code", error)
key = environ["AES_KEY"]
made = client.encrypt(models.EncryptRequest(key_id=key, plaintext=b"planted-value"))
opened = client.decrypt(models.DecryptRequest(key_id=key, ciphertext_blob=made.ciphertext_blob, iv=made.iv))
print(value, missed, bytes(opened.plaintext).decode())
