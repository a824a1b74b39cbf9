import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type ControlClient, controlClient } from '../src/index.ts';
import { openApiCaller } from './support/aliyun.ts';
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
