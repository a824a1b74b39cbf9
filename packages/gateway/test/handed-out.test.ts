import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { type ControlClient, controlClient } from '../src/index.ts';
import { openApiCaller } from './support/aliyun.ts';
import { gatewayForTest, type TestGateway } from './support/gateway.ts';
import { huaweiClient } from './support/huawei.ts';

let gateway: TestGateway;
let control: ControlClient;
beforeAll(async () => {
  gateway = await gatewayForTest();
  control = controlClient({ url: gateway.url });
});
afterAll(() => gateway.close());

type Sandbox = Awaited<ReturnType<ControlClient['sandboxes']['create']>>;

const aliyunIn = ({ credentials: { aliyun } }: Sandbox) => {
  const keys = { accessKeyId: aliyun['access_key_id'] ?? '', accessKeySecret: aliyun['access_key_secret'] ?? '' };
  return (action: string, parameters: Record<string, string | number> = {}, version = '2016-01-20') =>
    openApiCaller(gateway.host)(action, parameters, { keys, version });
};

it('lists what the answers of a sandbox handed out beside the values of secrets', async () => {
  const sandbox = await control.sandboxes.create({ keeps_handed_out: true });
  const call = aliyunIn(sandbox);
  const { KeyMetadata } = await call('CreateKey');
  const dataKey = await call('GenerateDataKey', { KeyId: (KeyMetadata as { readonly KeyId: string }).KeyId });
  const { RandomPassword } = await call('GetRandomPassword');
  const role = { RoleArn: 'acs:ram::1000000000000001:role/reader', RoleSessionName: 'run' };
  const { Credentials } = await call('AssumeRole', role, '2015-04-01');
  const { ak = '', sk = '' } = sandbox.credentials.huawei;
  const { password } = await huaweiClient(gateway.url, { ak, sk }).call('POST', 'csms/generate-password', {});
  const { values, more } = await control.sandboxes.values({ sandbox: sandbox.id });
  const { SecurityToken, AccessKeySecret } = Credentials as Record<string, unknown>;
  expect(values.map(({ operation, field, type, value }) => [operation, field, type, value])).toEqual([
    ['GenerateDataKey', 'Plaintext', 'binary', dataKey['Plaintext']],
    ['GetRandomPassword', 'RandomPassword', 'text', RandomPassword],
    ['AssumeRole', 'SecurityToken', 'text', SecurityToken],
    ['AssumeRole', 'AccessKeySecret', 'text', AccessKeySecret],
    ['GenerateRandomPassword', 'password', 'text', password],
  ]);
  expect([values[0]?.door, values[0]?.request_id, more]).toEqual(['aliyun', dataKey['RequestId'], false]);
});

it('keeps nothing of a sandbox that does not ask for it', async () => {
  const sandbox = await control.sandboxes.create();
  await aliyunIn(sandbox)('GetRandomPassword');
  await expect(control.sandboxes.values({ sandbox: sandbox.id })).rejects.toThrow(/keeps_handed_out/);
  await expect(control.sandboxes.values({ sandbox: 'none' })).rejects.toThrow(/there is no sandbox none/);
});
