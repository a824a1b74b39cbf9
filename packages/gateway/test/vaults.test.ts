import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type ControlClient, controlClient } from '../src/index.ts';
import { openApiCaller } from './support/aliyun.ts';
import { esbCall } from './support/bk.ts';
import { DEVELOPMENT, gatewayForTest, type TestGateway } from './support/gateway.ts';
import { huaweiClient } from './support/huawei.ts';

let gateway: TestGateway;
let control: ControlClient;

beforeAll(async () => {
  gateway = await gatewayForTest();
  control = controlClient({ url: gateway.url });
});
afterAll(() => gateway.close());

const HUAWEI = `huawei:${DEVELOPMENT.project}`;

describe('vaults', () => {
  it('are listed with the addresses that lead to them', async () => {
    await huaweiClient(gateway.url).call('POST', 'secrets', { name: 'shared', secret_string: 'x' });
    const { vaults } = await control.vaults.list();
    expect(vaults).toMatchObject([{ name: 'default', secrets: 1 }]);
    expect(vaults[0]?.addresses).toContain(HUAWEI);
    expect(vaults[0]?.addresses).toHaveLength(3);
  });

  it('are bound at run time: what stays behind is told', async () => {
    const aliyun = openApiCaller(gateway.host);
    expect(await aliyun('ListSecrets', {})).toMatchObject({ TotalCount: 1 });
    const { vault, unbound } = await control.vaults.bind({ vault: 'team', addresses: [HUAWEI] });
    expect(vault).toEqual({ name: 'team', addresses: [HUAWEI], secrets: 0 });
    expect(unbound).toEqual([{ address: HUAWEI, vault: 'default', secrets: 1 }]);
    await expect(huaweiClient(gateway.url).call('GET', 'secrets/shared')).rejects.toMatchObject({
      httpStatusCode: 404,
    });
    await huaweiClient(gateway.url).call('POST', 'secrets', { name: 'of-team', secret_string: 'x' });
    expect(await aliyun('ListSecrets', {})).toMatchObject({ TotalCount: 1 });

    await control.vaults.bind({ vault: 'default', addresses: [HUAWEI] });
    expect(await huaweiClient(gateway.url).call('GET', 'secrets/shared')).toMatchObject({ secret: { name: 'shared' } });
  });

  it('are left by an address that is unbound, which leads to a vault of its own then', async () => {
    expect((await control.vaults.unbind({ vault: 'default', address: HUAWEI })).vault.addresses).not.toContain(HUAWEI);
    await expect(huaweiClient(gateway.url).call('GET', 'secrets/shared')).rejects.toMatchObject({
      httpStatusCode: 404,
    });
    await expect(control.vaults.unbind({ vault: 'default', address: HUAWEI })).rejects.toMatchObject({ status: 404 });
    await control.vaults.bind({ vault: 'default', addresses: [HUAWEI] });
  });

  it('take addresses of a door alone', async () => {
    await expect(control.vaults.bind({ vault: 'default', addresses: ['nowhere'] })).rejects.toMatchObject({
      status: 400,
      details: { field: 'addresses.0' },
    });
  });
});

describe('a wrong address', () => {
  const explained = async (rejected: Promise<unknown>) => {
    await rejected.catch(() => undefined);
    const { entries } = await control.journal.list({ newest: true, limit: 1 });
    return { line: gateway.lines.at(-1), ...(await control.explain({ request_id: entries[0]?.request_id ?? '' })) };
  };
  const KEYS = { ak: DEVELOPMENT.accessKey, sk: DEVELOPMENT.secretKey };

  it('is told by the vault that it leads to, and the one that has the secret', async () => {
    await huaweiClient(gateway.url).call('POST', 'secrets', { name: 'elsewhere', secret_string: 'x' });
    const { line, remedies } = await explained(huaweiClient(gateway.url, KEYS, 'p9').call('GET', 'secrets/elsewhere'));
    const told = `this address is the vault huawei:p9; elsewhere is in the vault default (${HUAWEI})`;
    expect(remedies).toEqual([told]);
    expect(line).toMatch(
      /^rejected huawei ShowSecret: CSMS\.0106 .* - this address .* \[dragoman explain [0-9a-f]{32}\]$/,
    );
    expect(line).toContain(told);
  });

  it('is told at the other doors too', async () => {
    await huaweiClient(gateway.url, KEYS, 'p9').call('POST', 'secrets', { name: 'of-p9', secret_string: 'x' });
    const { remedies } = await explained(openApiCaller(gateway.host)('GetSecretValue', { SecretName: 'of-p9' }));
    expect(remedies).toEqual(['this address is the vault default; of-p9 is in the vault huawei:p9']);
    const credential = { type: 'PASSWORD', credential_password: 'x' };
    const { data } = await esbCall(gateway.url, 'create_credential', { name: 'of-biz-2', ...credential });
    const { id } = data as { readonly id: string };
    const wrongScope = { id, bk_scope_id: '9', name: 'n', ...credential };
    expect((await explained(esbCall(gateway.url, 'update_credential', wrongScope))).remedies).toEqual([
      expect.stringMatching(/^this address is the vault bk:biz\/9; .* is in the vault default \(bk:biz\/2\)$/),
    ]);
  });

  it('is no more than not found where no vault has it', async () => {
    const { remedies } = await explained(huaweiClient(gateway.url, KEYS, 'p9').call('GET', 'secrets/nowhere'));
    expect(remedies).toEqual(['secret-not-found: nowhere']);
  });
});
