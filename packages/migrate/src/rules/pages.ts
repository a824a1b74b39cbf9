const ALIYUN = 'https://www.alibabacloud.com/help/en/kms/key-management-service/developer-reference/';
const HUAWEI = 'https://support.huaweicloud.com/intl/en-us/';
const JOB = 'https://github.com/TencentBlueKing/bk-job/tree/588f99bb';

/** The vendors' pages and sources that the rules are drawn from, by what they tell. */
export const PAGES = {
  huaweiCreate: `${HUAWEI}api-dew/CreateSecret.html`,
  huaweiVersion: `${HUAWEI}api-dew/CreateSecretVersion.html`,
  huaweiRead: `${HUAWEI}api-dew/ShowSecretVersion.html`,
  huaweiStage: `${HUAWEI}api-dew/ShowSecretStage.html`,
  huaweiManual: `${HUAWEI}usermanual-dew/dew_01_9993.html`,
  huaweiMaterial: 'https://support.huaweicloud.com/usermanual-dew/dew_01_0089.html',
  huaweiKeys: 'https://support.huaweicloud.com/dew_faq/dew_01_0189.html',
  aliyunCreate: `${ALIYUN}api-kms-2016-01-20-createsecret`,
  aliyunRead: `${ALIYUN}api-kms-2016-01-20-getsecretvalue`,
  aliyunPut: `${ALIYUN}api-kms-2016-01-20-putsecretvalue`,
  aliyunStage: `${ALIYUN}api-kms-2016-01-20-updatesecretversionstage`,
  aliyunTags: `${ALIYUN}api-kms-2016-01-20-tagresources`,
  aliyunKeys: 'https://help.aliyun.com/document_detail/480161.html',
  aliyunMaterial: 'https://help.aliyun.com/document_detail/68523.html',
  aliyunMove: 'https://www.alibabacloud.com/help/en/kms/key-management-service/use-cases/migration-operation',
  aliyunMoveFaq: 'https://www.alibabacloud.com/help/en/kms/key-management-service/use-cases/credential-migration-faq',
  job: JOB,
  jobCredential: `${JOB}/src/backend/job-manage`,
  jobConsole: `${JOB}/src/frontend/src/views/ticket-manage`,
  jobSql: `${JOB}/support-files/sql/job-manage`,
  terraformHuawei: 'https://github.com/huaweicloud/terraform-provider-huaweicloud/tree/a0345b8d',
  terraformAliyun: 'https://github.com/aliyun/terraform-provider-alicloud/tree/81c43b6',
} as const;

export type Page = keyof typeof PAGES;
