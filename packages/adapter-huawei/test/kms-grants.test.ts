import { describe, expect, it } from '@jest/globals';

import { KMS, UNKNOWN_KEY, defaultKeyId, newKey, post, rejected } from './kms.ts';
import { type Environment, openEnvironment } from './environment.ts';

/** The development user. */
const CALLER = 'd7a60a000000000000000000000000e0';
const GRANTEE = '13gg44z4g2sglzk0egw0u726zoyzvrs8';
const UNKNOWN_GRANT = '0'.repeat(64);

async function grant(environment: Environment, key_id: string, more: object = {}): Promise<string> {
  const { status, text, json } = await post(environment, 'create-grant', {
    key_id,
    grantee_principal: GRANTEE,
    operations: ['describe-key'],
    ...more,
  });
  if (status !== 200) throw new Error(text);
  return json.grant_id;
}

async function granted(environment: Environment, key_id: string): Promise<readonly string[]> {
  return (await post(environment, 'list-grants', { key_id })).json.grants.map(({ grant_id: id }) => id);
}

describe('CreateGrant', () => {
  it('gives what list-grants shows whole', async () => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment);
    const grant_id = await grant(environment, key_id, {
      name: 'g',
      operations: ['create-grant', 'encrypt-data'],
      retiring_principal: 'ret',
      grantee_principal_type: 'domain',
    });
    expect(grant_id).toMatch(/^[0-9a-f]{64}$/);
    const second = await grant(environment, key_id);
    const { json } = await post(environment, 'list-grants', { key_id, limit: 100 });
    const creation_date = String(environment.services.clock.now());
    expect(json).toEqual({
      grants: [
        {
          key_id,
          grant_id,
          name: 'g',
          grantee_principal: GRANTEE,
          grantee_principal_type: 'domain',
          operations: ['create-grant', 'encrypt-data'],
          issuing_principal: CALLER,
          creation_date,
          retiring_principal: 'ret',
        },
        {
          key_id,
          grant_id: second,
          name: '',
          grantee_principal: GRANTEE,
          grantee_principal_type: 'user',
          operations: ['describe-key'],
          issuing_principal: CALLER,
          creation_date,
          retiring_principal: '',
        },
      ],
      next_marker: '',
      truncated: 'false',
      total: 2,
    });
  });

  it.each<readonly [object, string]>([
    [{ operations: ['create-grant'] }, 'KMS.2401'],
    [{ operations: [] }, 'KMS.0308'],
    [{ operations: ['delete-key'] }, 'KMS.0308'],
    [{ operations: Array.from({ length: 11 }, () => 'describe-key') }, 'KMS.0308'],
    [{ grantee_principal: '' }, 'KMS.2402'],
    [{ grantee_principal: 'a'.repeat(65) }, 'KMS.2402'],
    [{ grantee_principal: 'a-b' }, 'KMS.2402'],
    [{ retiring_principal: 'a-b' }, 'KMS.2402'],
    [{ name: 'a.b' }, 'KMS.0308'],
    [{ name: 'a'.repeat(256) }, 'KMS.0308'],
    [{ grantee_principal_type: 'group' }, 'KMS.0308'],
    [{ key_id: 'x' }, 'KMS.0205'],
    [{ operations: undefined }, 'KMS.0204'],
  ])('rejects %j', async (wrong, code) => {
    const environment = await openEnvironment();
    const good = { key_id: await newKey(environment), grantee_principal: GRANTEE, operations: ['describe-key'] };
    expect(await rejected(environment, 'create-grant', { ...good, ...wrong })).toEqual([400, code]);
  });

  it('gives at most 100 on a key, and none on some keys', async () => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment);
    for (let given = 0; given < 100; given += 1) await grant(environment, key_id);
    const body = { grantee_principal: GRANTEE, operations: ['describe-key'] };
    expect(await rejected(environment, 'create-grant', { ...body, key_id })).toEqual([400, 'KMS.2404']);
    expect(await rejected(environment, 'create-grant', { ...body, key_id: UNKNOWN_KEY })).toEqual([404, 'KMS.0207']);
    expect(await rejected(environment, 'create-grant', { ...body, key_id: await defaultKeyId(environment) })).toEqual([
      400,
      'KMS.0211',
    ]);
    const gone = await newKey(environment, 'gone');
    await post(environment, 'schedule-key-deletion', { key_id: gone, pending_days: '7' });
    expect(await rejected(environment, 'create-grant', { ...body, key_id: gone })).toEqual([400, 'KMS.0210']);
    const quotas = await environment.call('GET', `${KMS}/user-quotas`);
    expect(quotas.json).toEqual({
      quotas: {
        resources: [
          { type: 'CMK', used: 2, quota: 100 },
          { type: 'grant_per_CMK', used: 100, quota: 100 },
        ],
      },
    });
    expect((await environment.call('GET', `${KMS}/user-instances`)).json).toEqual({ instance_num: 2 });
  });
});

describe('CancelGrant and CancelSelfGrant', () => {
  it.each(['revoke-grant', 'retire-grant'])('%s takes one away', async (name) => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment);
    const other = await newKey(environment, 'other');
    const [one, two] = [await grant(environment, key_id), await grant(environment, key_id)];
    expect(await rejected(environment, name, { key_id: other, grant_id: one })).toEqual([400, 'KMS.2502']);
    const answer = await post(environment, name, { key_id, grant_id: one });
    expect([answer.status, answer.text, await granted(environment, key_id)]).toEqual([200, '{}', [two]]);
    expect(await rejected(environment, name, { key_id, grant_id: one })).toEqual([400, 'KMS.2501']);
    expect(await rejected(environment, name, { key_id, grant_id: UNKNOWN_GRANT })).toEqual([400, 'KMS.2501']);
    expect(await rejected(environment, name, { key_id, grant_id: 'x' })).toEqual([400, 'KMS.0308']);
    expect(await rejected(environment, name, { key_id: UNKNOWN_KEY, grant_id: two })).toEqual([404, 'KMS.0207']);
  });

  it('are told apart by who may do it', async () => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment);
    const grant_id = await grant(environment, key_id);
    const held = await environment.services.resources.find('default', 'huawei.kms-grant', grant_id);
    const body = { ...(held?.body as object), issuer: 'somebody' };
    if (held !== null) await environment.services.resources.commit({ ...held, body, revision: 2 }, 1);
    expect(await rejected(environment, 'retire-grant', { key_id, grant_id })).toEqual([403, 'KMS.0306']);
    expect((await post(environment, 'revoke-grant', { key_id, grant_id })).status).toBe(200);
  });
});

describe('ListGrants and ListRetirableGrants', () => {
  it('page by the offset', async () => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment);
    const ids = [
      await grant(environment, key_id),
      await grant(environment, key_id, { retiring_principal: CALLER }),
      await grant(environment, key_id, { retiring_principal: CALLER }),
    ];
    const page = await post(environment, 'list-grants', { key_id, limit: '2', marker: '1' });
    expect(page.json).toMatchObject({ next_marker: '', truncated: 'false', total: 3 });
    expect(page.json.grants.map(({ grant_id: id }) => id)).toEqual(ids.slice(1));
    expect((await post(environment, 'list-grants', { key_id, limit: '1' })).json).toMatchObject({
      next_marker: '1',
      truncated: 'true',
    });
    const mine = await post(environment, 'list-retirable-grants', { limit: 1 });
    expect(mine.json).toMatchObject({ grants: [{ grant_id: ids[1] }], next_marker: '1', truncated: 'true', total: 2 });
    expect((await post(environment, 'list-retirable-grants', { marker: '1' })).json).toMatchObject({
      grants: [{ grant_id: ids[2] }],
      truncated: 'false',
    });
  });

  it.each(['list-grants', 'list-retirable-grants'])('%s rejects a wrong page', async (name) => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment);
    expect(await rejected(environment, name, { key_id, limit: '0' })).toEqual([400, 'KMS.1601']);
    expect(await rejected(environment, name, { key_id, limit: '1001' })).toEqual([400, 'KMS.1601']);
    expect(await rejected(environment, name, { key_id, marker: '-1' })).toEqual([400, 'KMS.1602']);
  });

  it('need a key', async () => {
    const environment = await openEnvironment();
    expect(await rejected(environment, 'list-grants', { key_id: UNKNOWN_KEY })).toEqual([404, 'KMS.0207']);
    expect((await post(environment, 'list-grants', { key_id: await newKey(environment) })).json).toEqual({
      grants: [],
      next_marker: '',
      truncated: 'false',
      total: 0,
    });
  });
});
