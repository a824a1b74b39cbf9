import { randomUUID } from 'node:crypto';

import { aliyunKeys, bkApp, huaweiKeys } from '../../../environment/src/index.ts';
import { controlClient, type Gateway, lineEventLog, loadSettings, startGateway } from '../../../gateway/src/index.ts';

import { aliyunClient } from '../../src/clients/aliyun.ts';
import { bkClient } from '../../src/clients/bk.ts';
import type { AllowedCalls } from '../../src/clients/call-options.ts';
import { httpEndpoint } from '../../src/clients/http.ts';
import { huaweiClient } from '../../src/clients/huawei.ts';

/** A gateway in this process, in memory, and clients of its three doors. */
export async function openTarget(flags: Readonly<Record<string, string>> = {}) {
  const settings = await loadSettings({ flags: { port: '0', memory: 'true', ...flags }, env: {}, file: null });
  const gateway: Gateway = await startGateway({ settings, eventLog: lineEventLog(() => undefined) });
  return { url: gateway.url, control: controlClient({ url: gateway.url }), close: () => gateway.close() };
}

/** Clients of the documented development identity. */
export function clientsOf(url: string, allowed: AllowedCalls = 'all') {
  const now = (): number => Date.now();
  const endpoint = httpEndpoint(url);
  const { ak, sk, project } = huaweiKeys;
  const keys = { accessKeyId: aliyunKeys.id, accessKeySecret: aliyunKeys.secret, securityToken: null };
  return {
    huawei: huaweiClient({ endpoint, project, keys: { ak, sk, securityToken: null }, allowed, now }),
    aliyun: aliyunClient({ endpoint, region: 'cn-hangzhou', keys, allowed, now, newNonce: randomUUID }),
    bk: bkClient({
      endpoint,
      scope: { type: 'biz', id: '2' },
      keys: { appCode: bkApp.code, appSecret: bkApp.secret, username: 'admin' },
      allowed,
    }),
    close: () => {
      endpoint.close();
    },
  };
}

/** CSMS makes a project's default key with the first secret that needs it, and nobody can delete that key. */
export async function makeDefaultKey({ huawei }: Pick<ReturnType<typeof clientsOf>, 'huawei'>): Promise<void> {
  const body = { name: 'first', secret_string: 'any' };
  await huawei.call({ operation: 'CreateSecret', method: 'POST', path: ['secrets'], body });
  await huawei.call({ operation: 'DeleteSecret', method: 'DELETE', path: ['secrets', 'first'] });
}
