"""Official clients in Python, given keys and a region and nothing else. Prints `ok` once each of them was answered."""
from aliyunsdkcore.client import AcsClient
from aliyunsdkkms.request.v20160120.ListSecretsRequest import ListSecretsRequest
from alibabacloud_kms20160120 import models
from alibabacloud_kms20160120.client import Client
from alibabacloud_tea_openapi.models import Config
from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkcsms.v1 import CsmsClient, ListSecretsRequest as ListHuaweiSecretsRequest
from huaweicloudsdkcsms.v1.region.csms_region import CsmsRegion

AK, SK = "DRAGOMANDEV000000001", "DragomanDevelopmentSecretKeyNotForCloud0"

for protocol in ("http", "https"):
    legacy = ListSecretsRequest()
    legacy.set_protocol_type(protocol)
    AcsClient(AK, SK, "cn-hangzhou").do_action_with_exception(legacy)
    tea = Client(Config(access_key_id=AK, access_key_secret=SK, region_id="cn-hangzhou", protocol=protocol))
    assert tea.list_secrets(models.ListSecretsRequest()).body.total_count == 0

# Without a project it is looked up at IAM.
huawei = (
    CsmsClient.new_builder()
    .with_region(CsmsRegion.value_of("cn-north-4"))
    .with_credentials(BasicCredentials(AK, SK))
    .build()
)
assert huawei.list_secrets(ListHuaweiSecretsRequest()).secrets == []
print("ok")
