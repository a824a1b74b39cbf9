import { type SourceFile } from '../../src/sources/read-sources.ts';

export const PLANTED = 'planted-value-4711';

export function file(path: string, ...documents: readonly unknown[]): SourceFile {
  return { path, text: documents.map((document) => JSON.stringify(document)).join('\n') };
}

export const HUAWEI_ATTRIBUTES = {
  id: '5ac01376-0000-4000-8000-000000000001/orders',
  secret_id: '5ac01376-0000-4000-8000-000000000001',
  name: 'orders',
  secret_text: 'a94a8fe5ccb19ba61c4c0873d391e987982fbbd3',
  description: 'of the shop',
  secret_type: 'COMMON',
  event_subscriptions: ['rotated'],
  enterprise_project_id: '0',
  expire_time: 0,
  latest_version: 'v2',
  version_stages: ['SYSCURRENT'],
  status: 'ENABLED',
  create_time: '2026-11-01 08:00:00 UTC',
  tags: { team: 'a' },
};
export const ALIYUN_ATTRIBUTES = {
  secret_name: 'app/db',
  arn: 'acs:kms:cn-hangzhou:1000000000000001:secret/app/db',
  secret_data: PLANTED,
  secret_data_type: 'text',
  secret_type: 'Generic',
  version_id: 'b1',
  version_stages: ['ACSCurrent', 'blue'],
  encryption_key_id: 'key-1',
  dkms_instance_id: 'kst-1',
  policy: '{}',
  tags: { 'app/team': 'x' },
};

/** The same resources as a state file and as `terraform show -json` have them. */
export const STATES = {
  'a state file': (type: string, attributes: object, mode = 'managed') =>
    file('t.tfstate', {
      version: 4,
      terraform_version: '1.8.5',
      resources: [
        { mode, type, instances: [{ attributes }] },
        { mode, type: 'null_resource', instances: [{}] },
      ],
    }),
  'terraform show -json': (type: string, values: object, mode = 'managed') =>
    file('t.json', {
      format_version: '1.0',
      values: { root_module: { child_modules: [{ resources: [{ mode, type, values }] }] } },
    }),
};
