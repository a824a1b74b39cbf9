import { huaweiClient } from '../../packages/gateway/test/support/huawei.ts';
import { openApiCaller } from '../../packages/gateway/test/support/aliyun.ts';

/** What clients of the three clouds leave behind in a gateway, by their official SDKs where there is one for Node. */
export async function workWithSdks(url: string): Promise<void> {
  const huawei = huaweiClient(url);
  await huawei.call('POST', 'secrets', {
    name: 'orders-db',
    secret_string: value(1),
    description: 'Database of orders',
  });
  for (const turn of [2, 3]) await huawei.call('POST', 'secrets/orders-db/versions', { secret_string: value(turn) });
  await huawei.call('PUT', 'secrets/orders-db/stages/blue', { version_id: 'v2' });
  await huawei.call('POST', 'secrets', { name: 'mail-relay', secret_string: value(4) });
  await huawei.call('POST', 'secrets/mail-relay/scheduled-deleted-tasks/create', { recovery_window_in_days: 7 });
  await huawei.call('GET', 'secrets/none').catch(() => undefined);
  await workWithKms(url);
  await createCredential(url);
}

/** Nobody's. */
export function value(turn: number): string {
  return `value-of-this-suite-${turn}`;
}

async function workWithKms(url: string): Promise<void> {
  const call = openApiCaller(new URL(url).host);
  const SecretName = 'payments/api-key';
  await call('CreateSecret', { SecretName, SecretData: value(5), VersionId: 'v1' });
  await call('GetSecretValue', { SecretName });
  const keys = { accessKeyId: 'DRAGOMANDEV000000001', accessKeySecret: 'a-secret-that-is-not-the-one' };
  await call('GetSecretValue', { SecretName }, { keys }).catch(() => undefined);
}

async function createCredential(url: string): Promise<void> {
  const app = { bk_app_code: 'dragoman', bk_app_secret: 'dragoman-development-app-secret', bk_username: 'admin' };
  const credential = { name: 'deploy-user', type: 'USERNAME_PASSWORD', credential_username: 'deploy' };
  await fetch(`${url}/api/bk-job/prod/api/v3/system/create_credential`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Bkapi-Authorization': JSON.stringify(app) },
    body: JSON.stringify({ bk_scope_type: 'biz', bk_scope_id: '2', ...credential, credential_password: value(6) }),
  });
}
