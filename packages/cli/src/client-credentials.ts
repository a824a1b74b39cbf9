import type { ControlClient } from '@dragoman/control';
import { aliyunKeys, bkApp, huaweiKeys } from '@dragoman/environment';

/** Who clients are, by cloud and under the names that each vendor gives it, as a new sandbox answers it. */
export type Credentials = Awaited<ReturnType<ControlClient['sandboxes']['create']>>['credentials'];

/** The documented development identity. */
const DEVELOPMENT: Credentials = {
  huawei: { ak: huaweiKeys.ak, sk: huaweiKeys.sk, project_id: huaweiKeys.project, region: 'cn-north-4' },
  aliyun: { access_key_id: aliyunKeys.id, access_key_secret: aliyunKeys.secret, region_id: 'cn-hangzhou' },
  bk: { bk_app_code: bkApp.code, bk_app_secret: bkApp.secret },
};

/**
 * Credentials by the names that the SDKs' own providers read.
 * @param given of a sandbox; without them the documented ones, but for variables that are set
 * @param before what stands in the environment
 */
export function credentialVariables(
  given: Credentials | null,
  before: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const variables = { ...huaweiVariables(given ?? DEVELOPMENT), ...aliyunVariables(given ?? DEVELOPMENT) };
  const { bk_app_code: code, bk_app_secret: secret } = (given ?? DEVELOPMENT).bk;
  const all: Record<string, string | undefined> = {
    ...variables,
    BK_APP_CODE: code,
    BK_APP_SECRET: secret,
    BKPAAS_APP_ID: code,
    BKPAAS_APP_SECRET: secret,
  };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) =>
      value === undefined || (given === null && before[name] !== undefined) ? [] : [[name, value]],
    ),
  );
}

function huaweiVariables({ huawei: { ak, sk, project_id: project, region } }: Credentials) {
  return {
    HUAWEICLOUD_SDK_AK: ak,
    HUAWEICLOUD_SDK_SK: sk,
    HUAWEICLOUD_SDK_PROJECT_ID: project,
    // Terraform's provider for Huawei: who calls from where, and that it need not ask the billing service which site
    // the account belongs to (`huaweicloud/provider.go`).
    HW_ACCESS_KEY: ak,
    HW_SECRET_KEY: sk,
    HW_REGION_NAME: region,
    HW_PROJECT_ID: project,
    SKIP_CHECK_WEBSITE_TYPE: 'true',
  };
}

function aliyunVariables({ aliyun: { access_key_id: id, access_key_secret: secret, region_id: region } }: Credentials) {
  return {
    ALIBABA_CLOUD_ACCESS_KEY_ID: id,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret,
    // Terraform's provider for Aliyun: who calls, where it works, and that it need not ask the billing service what the
    // account is.
    ALICLOUD_ACCESS_KEY: id,
    ALICLOUD_SECRET_KEY: secret,
    ALICLOUD_REGION: region,
    ALIBABA_CLOUD_ACCOUNT_TYPE: 'Domestic',
  };
}
