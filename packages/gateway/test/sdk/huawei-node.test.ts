import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { gatewayForTest, type TestGateway } from '../support/gateway.ts';
import { type HuaweiClient, huaweiClient } from '../support/huawei.ts';

let gateway: TestGateway;
let client: HuaweiClient;

beforeAll(async () => {
  gateway = await gatewayForTest();
  client = huaweiClient(gateway.url);
});
afterAll(() => gateway.close());

describe('Huawei CSMS through the official Node client', () => {
  it('creates, shows and lists secrets', async () => {
    const { secret } = await client.call('POST', 'secrets', {
      name: 'first',
      secret_string: 's3cr3t',
      description: 'one',
    });
    expect(secret).toMatchObject({
      name: 'first',
      state: 'ENABLED',
      description: 'one',
      secret_type: 'COMMON',
      scheduled_delete_time: null,
    });
    await client.call('POST', 'secrets', { name: 'second', secret_binary: '1010' });
    expect(await client.call('GET', 'secrets/first')).toMatchObject({ secret });
    const page = await client.call('GET', 'secrets', undefined, { limit: '1' });
    expect(page).toMatchObject({
      secrets: [{ name: 'first' }],
      page_info: { next_marker: 'first', previous_marker: 'first', current_count: 1 },
    });
    const last = await client.call('GET', 'secrets', undefined, { limit: '1', marker: 'first' });
    expect(last).toMatchObject({ secrets: [{ name: 'second' }], page_info: { next_marker: null, current_count: 1 } });
  });

  it('adds versions and reads them by number, stage and `latest`', async () => {
    await client.call('POST', 'secrets', { name: 'versions', secret_string: 'one' });
    const added = await client.call('POST', 'secrets/versions/versions', { secret_string: 'two' });
    expect(added).toMatchObject({
      version_metadata: { id: 'v2', secret_name: 'versions', version_stages: ['SYSCURRENT'] },
    });
    expect(await client.call('GET', 'secrets/versions/versions/latest')).toMatchObject({
      version: { secret_string: 'two' },
    });
    expect(await client.call('GET', 'secrets/versions/versions/v1')).toMatchObject({
      version: { secret_string: 'one', version_metadata: { version_stages: ['SYSPREVIOUS'] } },
    });
    const { version_metadatas: versions } = await client.call('GET', 'secrets/versions/versions');
    expect((versions as { id: string }[]).map(({ id }) => id)).toEqual(['v1', 'v2']);
  });

  it('makes, moves and deletes stages', async () => {
    await client.call('POST', 'secrets', { name: 'stages', secret_string: 'one' });
    await client.call('POST', 'secrets/stages/versions', { secret_string: 'two' });
    expect(await client.call('PUT', 'secrets/stages/stages/blue', { version_id: 'v1' })).toMatchObject({
      stage: { name: 'blue', version_id: 'v1' },
    });
    expect(await client.call('GET', 'secrets/stages/stages/blue')).toMatchObject({
      stage: { secret_name: 'stages', version_id: 'v1' },
    });
    expect(await client.call('DELETE', 'secrets/stages/stages/blue')).toMatchObject({ httpStatusCode: 204 });
    await expect(client.call('GET', 'secrets/stages/stages/blue')).rejects.toMatchObject({
      httpStatusCode: 404,
      errorCode: 'CSMS.0005',
    });
    await expect(client.call('DELETE', 'secrets/stages/stages/SYSCURRENT')).rejects.toMatchObject({
      httpStatusCode: 400,
      errorCode: 'CSMS.0105',
    });
  });

  it('updates, schedules a deletion, takes it back, and deletes', async () => {
    await client.call('POST', 'secrets', { name: 'life', secret_string: 'one' });
    expect(await client.call('PUT', 'secrets/life', { description: 'changed' })).toMatchObject({
      secret: { description: 'changed' },
    });
    const scheduled = await client.call('POST', 'secrets/life/scheduled-deleted-tasks/create', {
      recovery_window_in_days: 7,
    });
    expect(scheduled).toMatchObject({ secret: { state: 'PENDING_DELETE', scheduled_delete_time: expect.any(Number) } });
    await expect(client.call('GET', 'secrets/life/versions/latest')).rejects.toMatchObject({ errorCode: 'CSMS.0103' });
    expect(await client.call('POST', 'secrets/life/scheduled-deleted-tasks/cancel')).toMatchObject({
      secret: { state: 'ENABLED' },
    });
    expect(await client.call('DELETE', 'secrets/life')).toMatchObject({ httpStatusCode: 200 });
    await expect(client.call('GET', 'secrets/life')).rejects.toMatchObject({
      httpStatusCode: 404,
      errorCode: 'CSMS.0106',
    });
  });

  it('rejects a wrong secret key in the API gateway’s words, and says why on the console', async () => {
    const unknownClient = huaweiClient(gateway.url, { ak: 'DRAGOMANDEV000000001', sk: 'wrong' });
    await expect(unknownClient.call('GET', 'secrets')).rejects.toMatchObject({
      httpStatusCode: 401,
      errorCode: 'APIGW.0301',
    });
    expect(gateway.lines.at(-1)).toMatch(/^rejected huawei ListSecrets: APIGW\.0301 .+ - /);
  });

  it('reached these operations by their paths', async () => {
    const { entries } = (await (await fetch(`${gateway.url}/_dragoman/journal?limit=1000`)).json()) as {
      readonly entries: readonly { readonly operation: string; readonly outcome: string }[];
    };
    const succeeded = entries.filter(({ outcome }) => outcome === 'success').map(({ operation }) => operation);
    expect([...new Set(succeeded)].toSorted()).toEqual([
      'CreateSecret',
      'CreateSecretVersion',
      'DeleteSecret',
      'DeleteSecretForSchedule',
      'DeleteSecretStage',
      'ListSecretVersions',
      'ListSecrets',
      'RestoreSecret',
      'ShowSecret',
      'ShowSecretStage',
      'ShowSecretVersion',
      'UpdateSecret',
      'UpdateSecretStage',
    ]);
  });
});
