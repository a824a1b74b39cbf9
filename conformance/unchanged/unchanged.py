"""A program that knows nothing of Dragoman: it gives a region, and its SDK makes the cloud's host name of it."""
import json
import urllib.request

import requests
from alibabacloud_kms20160120 import models
from alibabacloud_kms20160120.client import Client
from alibabacloud_tea_openapi.models import Config
from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkcsms.v1 import CsmsClient, CreateSecretRequest, CreateSecretRequestBody, ShowSecretVersionRequest
from huaweicloudsdkcsms.v1.region.csms_region import CsmsRegion

AK, SK = "DRAGOMANDEV000000001", "DragomanDevelopmentSecretKeyNotForCloud0"

aliyun = Client(Config(access_key_id=AK, access_key_secret=SK, region_id="cn-hangzhou"))
aliyun.create_secret(models.CreateSecretRequest(secret_name="unchanged-aliyun", version_id="1", secret_data="by name"))
assert aliyun.get_secret_value(
    models.GetSecretValueRequest(secret_name="unchanged-aliyun")
).body.secret_data == "by name"

huawei = (
    CsmsClient.new_builder()
    .with_endpoint("https://csms.cn-north-4.myhuaweicloud.com")
    .with_credentials(BasicCredentials(AK, SK, "d7a60a00000000000000000000000001"))
    .build()
)
assert huawei.show_secret_version(
    ShowSecretVersionRequest("unchanged-aliyun", "latest")
).version.secret_string == "by name"

by_region = CsmsClient.new_builder().with_region(CsmsRegion.value_of("cn-north-4")).with_credentials(
    BasicCredentials(AK, SK, "d7a60a00000000000000000000000001")
).build()
by_region.create_secret(
    CreateSecretRequest(CreateSecretRequestBody(name="unchanged-huawei", secret_string="by region"))
)

with urllib.request.urlopen("http://100.100.100.200/latest/meta-data/ram/security-credentials/dragoman") as answer:
    assert json.load(answer)["Code"] == "Success"

for host in ("oss-cn-hangzhou.aliyuncs.com", "obs.cn-north-4.myhuaweicloud.com"):
    try:
        requests.get(f"https://{host}/", timeout=10)
    except requests.exceptions.ProxyError:
        continue
    raise SystemExit(f"{host} was reached")
print("unchanged")
