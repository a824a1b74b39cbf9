import { describe, expect, it } from '@jest/globals';

import { START } from './memory-services.ts';
import { PROJECT, SECRETS, type World, openWorld, problem } from './world.ts';

const PARAMETER = [400, 'CSMS.0002'];
const MISSING = [404, 'CSMS.0106'];

async function withSecret(): Promise<World> {
  const world = await openWorld();
  await world.call('POST', SECRETS, { name: 'demo', secret_string: 'one' });
  return world;
}

async function secretsIn(world: World, region: string): Promise<string> {
  const { json } = await world.call('GET', `/v3/projects?name=${region}`);
  return `/v1/${json.projects[0]?.id ?? ''}/secrets`;
}

async function replicate(world: World, region: string, body: object = {}) {
  return world.call('POST', `${SECRETS}/demo/replicas`, { region, ...body });
}

describe('ListSupportRegions', () => {
  it("has every region but the project's own", async () => {
    const world = await openWorld();
    const here = (await world.call('GET', `/v1/${PROJECT}/csms/replica-regions`)).json as unknown as {
      regions: string[];
      total: number;
    };
    expect([here.total, here.regions.includes('cn-east-3'), here.regions.includes('cn-north-4')]).toEqual([
      19,
      true,
      false,
    ]);
    const there = (
      await world.call('GET', `${(await secretsIn(world, 'cn-east-3')).replace('secrets', 'csms')}/replica-regions`)
    ).json as unknown as { regions: string[] };
    expect([there.regions.includes('cn-east-3'), there.regions.includes('cn-north-4')]).toEqual([false, true]);
  });
});

describe('a replica', () => {
  it('is shown with its primary', async () => {
    const world = await withSecret();
    const before = (await world.call('GET', `${SECRETS}/demo`)).json.secret;
    world.services.advance(10);
    const answer = await replicate(world, 'cn-east-3', { kms_key_id: 'their-key' });
    const secret = {
      ...before,
      update_time: START + 10,
      replication_type: 'PRIMARY',
      replicas: [{ region: 'cn-east-3', kms_key_id: 'their-key', create_time: START + 10 }],
    };
    expect([answer.status, answer.json]).toEqual([200, { secret }]);
    expect((await world.call('GET', `${SECRETS}/demo`)).json.secret).toEqual(secret);
  });

  it('reads what its primary has, from then on too', async () => {
    const world = await withSecret();
    await replicate(world, 'cn-east-3', { kms_key_id: 'their-key' });
    const there = await secretsIn(world, 'cn-east-3');
    await world.call('POST', `${SECRETS}/demo/versions`, { secret_string: 'two' });
    const { secret } = (await world.call('GET', `${SECRETS}/demo`)).json;
    const seen = (await world.call('GET', `${there}/demo`)).json.secret;
    expect(seen).toEqual({ ...secret, kms_key_id: 'their-key', replication_type: 'REPLICA', replicas: undefined });
    for (const path of ['versions', 'versions/latest', 'versions/v1', 'stages/SYSPREVIOUS']) {
      expect((await world.call('GET', `${there}/demo/${path}`)).json).toEqual(
        (await world.call('GET', `${SECRETS}/demo/${path}`)).json,
      );
    }
    expect(problem(await world.call('GET', `${there}/demo/versions/v9`))).toEqual([404, 'CSMS.0005']);
  });

  it('is not changed itself', async () => {
    const world = await withSecret();
    await replicate(world, 'cn-east-3');
    const there = await secretsIn(world, 'cn-east-3');
    expect(problem(await world.call('POST', `${there}/demo/versions`, { secret_string: 'x' }))).toEqual(MISSING);
    expect(problem(await world.call('DELETE', `${there}/demo`))).toEqual(MISSING);
    expect(problem(await world.call('GET', `${await secretsIn(world, 'cn-east-2')}/demo`))).toEqual(MISSING);
  });

  it('goes, and the last one leaves the secret alone', async () => {
    const world = await withSecret();
    await replicate(world, 'cn-east-3');
    await replicate(world, 'cn-east-2');
    const shown = async () => (await world.call('GET', `${SECRETS}/demo`)).json.secret.replication_type;
    const remove = async (region: string) => world.call('DELETE', `${SECRETS}/demo/replicas/${region}`);
    const gone = await remove('cn-east-3');
    expect([gone.status, gone.text, await shown()]).toEqual([204, '', 'PRIMARY']);
    expect(problem(await world.call('GET', `${await secretsIn(world, 'cn-east-3')}/demo`))).toEqual(MISSING);
    expect((await world.call('GET', `${await secretsIn(world, 'cn-east-2')}/demo`)).status).toBe(200);
    expect([(await remove('cn-east-2')).status, await shown()]).toEqual([204, 'STANDALONE']);
    expect(problem(await remove('cn-east-2'))).toEqual([404, 'CSMS.0005']);
    expect(problem(await world.call('DELETE', `${SECRETS}/nope/replicas/cn-east-2`))).toEqual(MISSING);
  });

  it('goes with its primary', async () => {
    const world = await withSecret();
    await replicate(world, 'cn-east-3');
    await world.call('DELETE', `${SECRETS}/demo`);
    const there = await secretsIn(world, 'cn-east-3');
    expect(problem(await world.call('GET', `${there}/demo`))).toEqual(MISSING);
    await world.call('POST', SECRETS, { name: 'demo', secret_string: 'another' });
    expect(problem(await world.call('GET', `${there}/demo/versions/v1`))).toEqual(MISSING);
    expect((await replicate(world, 'cn-east-3')).status).toBe(200);
  });

  it('is left behind by a backup', async () => {
    const world = await withSecret();
    await replicate(world, 'cn-east-3');
    const { secret_blob: blob } = (await world.call('POST', `${SECRETS}/demo/backup`)).json;
    await world.call('DELETE', `${SECRETS}/demo`);
    expect(
      (await world.call('POST', `${SECRETS}/restore`, { secret_blob: blob })).json.secret.replication_type,
    ).toBeUndefined();
  });
});

describe('CreateSecretReplica', () => {
  it('is refused in the order of the checks', async () => {
    const world = await withSecret();
    const ask = async (body: unknown, name = 'demo') =>
      problem(await world.call('POST', `${SECRETS}/${name}/replicas`, body));
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
    await world.call('POST', await secretsIn(world, 'cn-east-2'), { name: 'demo', secret_string: 'theirs' });
    expect(await ask({ region: 'cn-east-2' })).toEqual([400, 'CSMS.0101']);
    await world.call('POST', `${SECRETS}/demo/scheduled-deleted-tasks/create`, {});
    expect(await ask({ region: 'cn-north-1' })).toEqual([400, 'CSMS.0103']);
    await world.call('POST', `${SECRETS}/demo/scheduled-deleted-tasks/cancel`);
    await world.services.edit('demo', { state: 'frozen' });
    expect(await ask({ region: 'cn-north-1' })).toEqual([403, 'CSMS.0109']);
  });
});
