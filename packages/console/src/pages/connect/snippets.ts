import type { ControlClient } from '@dragoman/control/client';

/** What snippets are filled with: this gateway's own address and keys. */
export interface Filled {
  /** With the scheme, without a slash at the end. */
  readonly url: string;
  /** Name and port. */
  readonly host: string;
  readonly protocol: string;
  readonly credentials: Awaited<ReturnType<ControlClient['connection']>>['credentials'];
}

/** A way to point a client here. */
export interface Snippet {
  readonly door: 'huawei' | 'aliyun' | 'bk';
  readonly language: string;
  /** The package that the client is of. */
  readonly client: string;
  readonly code: (filled: Filled) => string;
}

/** One for each client and language. */
export const SNIPPETS: readonly Snippet[] = [
  {
    door: 'huawei',
    language: 'Python',
    client: 'huaweicloudsdkcsms',
    code: ({ url, credentials: { huawei } }) => `from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkcsms.v1 import CsmsClient, ListSecretsRequest

credentials = BasicCredentials("${huawei['ak']}", "${huawei['sk']}", "${huawei['project_id']}")
client = CsmsClient.new_builder().with_credentials(credentials).with_endpoints(["${url}"]).build()
print(client.list_secrets(ListSecretsRequest()))`,
  },
  {
    door: 'huawei',
    language: 'Go',
    client: 'huaweicloud-sdk-go-v3',
    code: ({ url, credentials: { huawei } }) => `credentials := basic.NewCredentialsBuilder().
	WithAk("${huawei['ak']}").
	WithSk("${huawei['sk']}").
	WithProjectId("${huawei['project_id']}").Build()
client := csms.NewCsmsClient(csms.CsmsClientBuilder().
	WithCredential(credentials).
	WithEndpoints([]string{"${url}"}).Build())
answer, err := client.ListSecrets(&model.ListSecretsRequest{})`,
  },
  {
    door: 'huawei',
    language: 'Java',
    client: 'huaweicloud-sdk-csms',
    code: ({ url, credentials: { huawei } }) => `ICredential credentials = new BasicCredentials()
    .withAk("${huawei['ak']}")
    .withSk("${huawei['sk']}")
    .withProjectId("${huawei['project_id']}");
CsmsClient client = CsmsClient.newBuilder()
    .withCredential(credentials)
    .withEndpoints(List.of("${url}"))
    .build();
client.listSecrets(new ListSecretsRequest());`,
  },
  {
    door: 'huawei',
    language: 'Shell',
    client: 'environment variables',
    code: ({ url, credentials: { huawei } }) => `export HUAWEICLOUD_SDK_REGION_CSMS_CN_NORTH_4=${url}
export HUAWEICLOUD_SDK_REGION_KMS_CN_NORTH_4=${url}
export HUAWEICLOUD_SDK_AK=${huawei['ak']}
export HUAWEICLOUD_SDK_SK=${huawei['sk']}
export HUAWEICLOUD_SDK_PROJECT_ID=${huawei['project_id']}`,
  },
  {
    door: 'aliyun',
    language: 'Python',
    client: 'alibabacloud_kms20160120',
    code: ({ host, protocol, credentials: { aliyun } }) => `from alibabacloud_kms20160120 import models
from alibabacloud_kms20160120.client import Client
from alibabacloud_tea_openapi.models import Config

client = Client(Config(
    access_key_id="${aliyun['access_key_id']}",
    access_key_secret="${aliyun['access_key_secret']}",
    endpoint="${host}",
    protocol="${protocol}",
    region_id="${aliyun['region_id']}",
))
print(client.list_secrets(models.ListSecretsRequest()))`,
  },
  {
    door: 'aliyun',
    language: 'Node',
    client: '@alicloud/kms20160120',
    code: ({
      host,
      protocol,
      credentials: { aliyun },
    }) => `import Kms, { ListSecretsRequest } from '@alicloud/kms20160120';
import { Config } from '@alicloud/openapi-client';

const client = new Kms.default(new Config({
  accessKeyId: '${aliyun['access_key_id']}',
  accessKeySecret: '${aliyun['access_key_secret']}',
  endpoint: '${host}',
  protocol: '${protocol}',
  regionId: '${aliyun['region_id']}',
}));
console.log(await client.listSecrets(new ListSecretsRequest({})));`,
  },
  {
    door: 'aliyun',
    language: 'Go',
    client: 'alibabacloud-go/kms-20160120',
    code: ({ host, protocol, credentials: { aliyun } }) => `client, err := kms.NewClient(&openapi.Config{
	AccessKeyId:     tea.String("${aliyun['access_key_id']}"),
	AccessKeySecret: tea.String("${aliyun['access_key_secret']}"),
	Endpoint:        tea.String("${host}"),
	Protocol:        tea.String("${protocol}"),
	RegionId:        tea.String("${aliyun['region_id']}"),
})
answer, err := client.ListSecrets(&kms.ListSecretsRequest{})`,
  },
  {
    door: 'aliyun',
    language: 'Java',
    client: 'com.aliyun:kms20160120',
    code: ({ host, protocol, credentials: { aliyun } }) => `Config config = new Config()
    .setAccessKeyId("${aliyun['access_key_id']}")
    .setAccessKeySecret("${aliyun['access_key_secret']}")
    .setEndpoint("${host}")
    .setProtocol("${protocol}")
    .setRegionId("${aliyun['region_id']}");
Client client = new Client(config);
client.listSecrets(new ListSecretsRequest());`,
  },
  {
    door: 'bk',
    language: 'Python',
    client: 'requests',
    code: ({ url, credentials: { bk } }) => `import json, requests

app = {"bk_app_code": "${bk['bk_app_code']}", "bk_app_secret": "${bk['bk_app_secret']}", "bk_username": "admin"}
credential = {"name": "example", "type": "PASSWORD", "credential_password": "change-me"}
answer = requests.post(
    "${url}/api/bk-job/prod/api/v3/system/create_credential",
    headers={"X-Bkapi-Authorization": json.dumps(app)},
    json={"bk_scope_type": "biz", "bk_scope_id": "2", **credential},
)
print(answer.json())`,
  },
  {
    door: 'bk',
    language: 'Shell',
    client: 'environment variables',
    code: ({ url, credentials: { bk } }) => `export BK_API_URL_TMPL=${url}/api/{api_name}
export BK_COMPONENT_API_URL=${url}
export BKPAAS_APP_ID=${bk['bk_app_code']}
export BKPAAS_APP_SECRET=${bk['bk_app_secret']}`,
  },
];
