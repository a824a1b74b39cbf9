import { describe, expect, it } from '@jest/globals';

import { START } from '../../huawei-platform/test/support/memory-services.ts';
import { PROJECT, SECRETS, type Environment, openEnvironment, problem } from './environment.ts';

const PARAMETER = [400, 'CSMS.0002'];
const MISSING = [404, 'CSMS.0106'];

async function withSecret(): Promise<Environment> {
  const environment = await openEnvironment();
  await environment.call('POST', SECRETS, { name: 'demo', secret_string: 'one' });
  return environment;
}

async function secretsIn(environment: Environment, region: string): Promise<string> {
  const { json } = await environment.call('GET', `/v3/projects?name=${region}`);
  return `/v1/${json.projects[0]?.id ?? ''}/secrets`;
}

async function replicate(environment: Environment, region: string, body: object = {}) {
  return environment.call('POST', `${SECRETS}/demo/replicas`, { region, ...body });
}

describe('ListSupportRegions', () => {
  it("has every region but the project's own", async () => {
    const environment = await openEnvironment();
    const here = (await environment.call('GET', `/v1/${PROJECT}/csms/replica-regions`)).json as unknown as {
      regions: string[];
      total: number;
    };
    expect([here.total, here.regions.includes('cn-east-3'), here.regions.includes('cn-north-4')]).toEqual([
      19,
      true,
      false,
    ]);
    const there = (
      await environment.call(
        'GET',
        `${(await secretsIn(environment, 'cn-east-3')).replace('secrets', 'csms')}/replica-regions`,
      )
    ).json as unknown as { regions: string[] };
    expect([there.regions.includes('cn-east-3'), there.regions.includes('cn-north-4')]).toEqual([false, true]);
  });
});

describe('a replica', () => {
  it('is shown with its primary', async () => {
    const environment = await withSecret();
    const before = (await environment.call('GET', `${SECRETS}/demo`)).json.secret;
    environment.services.advance(10);
    const answer = await replicate(environment, 'cn-east-3', { kms_key_id: 'their-key' });
    const secret = {
      ...before,
      update_time: START + 10,
      replication_type: 'PRIMARY',
      replicas: [{ region: 'cn-east-3', kms_key_id: 'their-key', create_time: START + 10 }],
    };
    expect([answer.status, answer.json]).toEqual([200, { secret }]);
    expect((await environment.call('GET', `${SECRETS}/demo`)).json.secret).toEqual(secret);
  });

  it('reads what its primary has, from then on too', async () => {
    const environment = await withSecret();
    await replicate(environment, 'cn-east-3', { kms_key_id: 'their-key' });
    const there = await secretsIn(environment, 'cn-east-3');
    await environment.call('POST', `${SECRETS}/demo/versions`, { secret_string: 'two' });
    const { secret } = (await environment.call('GET', `${SECRETS}/demo`)).json;
    const seen = (await environment.call('GET', `${there}/demo`)).json.secret;
    expect(seen).toEqual({ ...secret, kms_key_id: 'their-key', replication_type: 'REPLICA', replicas: undefined });
    for (const path of ['versions', 'versions/latest', 'versions/v1', 'stages/SYSPREVIOUS']) {
      expect((await environment.call('GET', `${there}/demo/${path}`)).json).toEqual(
        (await environment.call('GET', `${SECRETS}/demo/${path}`)).json,
      );
    }
    expect(problem(await environment.call('GET', `${there}/demo/versions/v9`))).toEqual([404, 'CSMS.0005']);
  });

  it('is not changed itself', async () => {
    const environment = await withSecret();
    await replicate(environment, 'cn-east-3');
    const there = await secretsIn(environment, 'cn-east-3');
    expect(problem(await environment.call('POST', `${there}/demo/versions`, { secret_string: 'x' }))).toEqual(MISSING);
    expect(problem(await environment.call('DELETE', `${there}/demo`))).toEqual(MISSING);
    expect(problem(await environment.call('GET', `${await secretsIn(environment, 'cn-east-2')}/demo`))).toEqual(
      MISSING,
    );
  });

  it('goes, and the last one leaves the secret alone', async () => {
    const environment = await withSecret();
    await replicate(environment, 'cn-east-3');
    await replicate(environment, 'cn-east-2');
    const presented = async () => (await environment.call('GET', `${SECRETS}/demo`)).json.secret.replication_type;
    const remove = async (region: string) => environment.call('DELETE', `${SECRETS}/demo/replicas/${region}`);
    const gone = await remove('cn-east-3');
    expect([gone.status, gone.text, await presented()]).toEqual([204, '', 'PRIMARY']);
    expect(problem(await environment.call('GET', `${await secretsIn(environment, 'cn-east-3')}/demo`))).toEqual(
      MISSING,
    );
    expect((await environment.call('GET', `${await secretsIn(environment, 'cn-east-2')}/demo`)).status).toBe(200);
    expect([(await remove('cn-east-2')).status, await presented()]).toEqual([204, 'STANDALONE']);
    expect(problem(await remove('cn-east-2'))).toEqual([404, 'CSMS.0005']);
    expect(problem(await environment.call('DELETE', `${SECRETS}/nope/replicas/cn-east-2`))).toEqual(MISSING);
  });

  it('goes with its primary', async () => {
    const environment = await withSecret();
    await replicate(environment, 'cn-east-3');
    await environment.call('DELETE', `${SECRETS}/demo`);
    const there = await secretsIn(environment, 'cn-east-3');
    expect(problem(await environment.call('GET', `${there}/demo`))).toEqual(MISSING);
    await environment.call('POST', SECRETS, { name: 'demo', secret_string: 'another' });
    expect(problem(await environment.call('GET', `${there}/demo/versions/v1`))).toEqual(MISSING);
    expect((await replicate(environment, 'cn-east-3')).status).toBe(200);
  });

  it('is left behind by a backup', async () => {
    const environment = await withSecret();
    await replicate(environment, 'cn-east-3');
    const { secret_blob: blob } = (await environment.call('POST', `${SECRETS}/demo/backup`)).json;
    await environment.call('DELETE', `${SECRETS}/demo`);
    expect(
      (await environment.call('POST', `${SECRETS}/restore`, { secret_blob: blob })).json.secret.replication_type,
    ).toBeUndefined();
  });
});

describe('CreateSecretReplica', () => {
  it('is rejected in the order of the checks', async () => {
    const environment = await withSecret();
    const ask = async (body: unknown, name = 'demo') =>
      problem(await environment.call('POST', `${SECRETS}/${name}/replicas`, body));
    expect(await ask(undefined, 'nope')).toEqual([400, 'CSMS.0004']);
    for (const body of [
      {},
      { region: '' },
      { region: 'mars-1' },
      { region: 'cn-north-4' },
      { region: 'cn-east-3', kms_key_id: 'x' },
    ])
      expect(await ask(body, 'nope')).toEqual(PARAMETER);
    expect(await ask({ region: 'cn-east-3' }, 'nope')).toEqual(MISSING);
    expect(await ask({ region: 'cn-east-3' })).toEqual([200, undefined]);
    expect(await ask({ region: 'cn-east-3' })).toEqual(PARAMETER);
    await environment.call('POST', await secretsIn(environment, 'cn-east-2'), {
      name: 'demo',
      secret_string: 'theirs',
    });
    expect(await ask({ region: 'cn-east-2' })).toEqual([400, 'CSMS.0101']);
    await environment.call('POST', `${SECRETS}/demo/scheduled-deleted-tasks/create`, {});
    expect(await ask({ region: 'cn-north-1' })).toEqual([400, 'CSMS.0103']);
    await environment.call('POST', `${SECRETS}/demo/scheduled-deleted-tasks/cancel`);
    await environment.services.edit('demo', { state: 'frozen' });
    expect(await ask({ region: 'cn-north-1' })).toEqual([403, 'CSMS.0109']);
  });
});
