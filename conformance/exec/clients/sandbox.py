"""Official clients in Python, given a region: keys are those that `exec --sandbox` sets. Prints `ok`."""
import json
import os
import urllib.request

from alibabacloud_credentials.client import Client as DefaultCredentials
from alibabacloud_kms20160120 import models
from alibabacloud_kms20160120.client import Client
from alibabacloud_tea_openapi.models import Config
from huaweicloudsdkcsms.v1 import CreateSecretRequest, CreateSecretRequestBody, CsmsClient
from huaweicloudsdkcsms.v1.region.csms_region import CsmsRegion

assert os.environ["HUAWEICLOUD_SDK_AK"] != "DRAGOMANDEV000000001"

huawei = CsmsClient.new_builder().with_region(CsmsRegion.value_of("cn-north-4")).build()
huawei.create_secret(CreateSecretRequest(CreateSecretRequestBody(name="of-sandbox", secret_string="inside")))

aliyun = Client(Config(credential=DefaultCredentials(), region_id="cn-hangzhou"))
assert aliyun.get_secret_value(models.GetSecretValueRequest(secret_name="of-sandbox")).body.secret_data == "inside"

# The gateway's own state has none of it.
with urllib.request.urlopen(os.environ["DRAGOMAN_URL"] + "/_dragoman/status") as answer:
    assert json.load(answer)["secrets"] == 0
print("ok")
