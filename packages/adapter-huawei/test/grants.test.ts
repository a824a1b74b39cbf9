import { describe, expect, it } from '@jest/globals';

import { START } from '../../huawei-platform/test/support/memory-services.ts';
import { PROJECT, SECRETS, type Environment, openEnvironment, problem } from './environment.ts';

const PARAMETER = [400, 'CSMS.0002'];
const BODY = [400, 'CSMS.0004'];
const MISSING = [404, 'CSMS.0005'];
const GRANTS = `/v1/${PROJECT}/csms/grants`;
const USER = 'd7a60a000000000000000000000000e0';
const UNKNOWN = '00000000-0000-4000-8000-00000000ffff';

async function opened(): Promise<{ environment: Environment; id: string; body: (change?: object) => object }> {
  const environment = await openEnvironment();
  const { json } = await environment.call('POST', SECRETS, { name: 'demo', secret_string: 'v' });
  const { id } = json.secret;
  return {
    environment,
    id,
    body: (change = {}) => ({ resource_id: id, type: 'SECRET', grantee_type: '0', grantee_target_id: USER, ...change }),
  };
}

describe('grants', () => {
  it('are made, listed, changed and taken away', async () => {
    const { environment, id, body } = await opened();
    const made = await environment.call('POST', GRANTS, body({ validity_time: '2026-02-01' }));
    const data = {
      uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      resourceId: id,
      type: 'SECRET',
      granteeUser: USER,
      createTime: START,
      updateTime: START,
      validityTime: Date.UTC(2026, 1, 1),
      state: 0,
      signature: '',
    };
    expect([made.status, made.json]).toEqual([200, { data }]);
    environment.services.advance(1_000);
    await environment.call('POST', GRANTS, body({ grantee_type: '2', grantee_target_id: 'group-1', type: 'secret' }));
    const listed = await environment.call('GET', `${GRANTS}?resource_id=${id}`);
    expect([listed.status, listed.json]).toEqual([
      200,
      {
        data: {
          id,
          name: 'demo',
          type: 'SECRET',
          create_time: START,
          update_time: START + 1_000,
          grantee_user: [
            { user_id: USER, user_name: 'dragoman', create_time: START, validity_time: Date.UTC(2026, 1, 1) },
            { user_id: 'group-1', user_name: 'group-1', create_time: START + 1_000, validity_time: null },
          ],
        },
      },
    ]);
    environment.services.advance(1_000);
    const changed = await environment.call('PUT', `${GRANTS}?resource_id=${id}`, body());
    expect([changed.status, changed.json]).toEqual([
      200,
      { data: { ...data, updateTime: START + 2_000, validityTime: null } },
    ]);
    const gone = await environment.call('DELETE', `${GRANTS}?resource_id=${id}&grantee_user=${USER}`);
    expect([gone.status, gone.text]).toEqual([204, '']);
    expect(JSON.stringify((await environment.call('GET', `${GRANTS}?resource_id=${id}`)).json)).not.toContain(USER);
    expect((await environment.call('DELETE', `${GRANTS}?resource_id=${id}`)).status).toBe(204);
    expect(problem(await environment.call('DELETE', `${GRANTS}?resource_id=${id}`))).toEqual(MISSING);
  });

  it('are none of a secret that was granted to nobody', async () => {
    const { environment, id } = await opened();
    const { json } = await environment.call('GET', `${GRANTS}?resource_id=${id}`);
    expect(json).toEqual({
      data: { id, name: 'demo', type: 'SECRET', grantee_user: [], create_time: START, update_time: START },
    });
  });

  it('are of a group of secrets too', async () => {
    const { environment, body } = await opened();
    expect((await environment.call('POST', GRANTS, body({ type: 'group', resource_id: 'g1' }))).status).toBe(200);
    expect((await environment.call('GET', `${GRANTS}?resource_id=g1`)).json).toMatchObject({
      data: { id: 'g1', name: 'g1', type: 'GROUP' },
    });
  });

  it('are missed with what they are of', async () => {
    const { environment, id, body } = await opened();
    const none = { resource_id: UNKNOWN };
    expect(problem(await environment.call('POST', GRANTS, body(none)))).toEqual(MISSING);
    expect(problem(await environment.call('GET', `${GRANTS}?resource_id=${UNKNOWN}`))).toEqual(MISSING);
    expect(problem(await environment.call('PUT', `${GRANTS}?resource_id=${UNKNOWN}`, body(none)))).toEqual(MISSING);
    expect(problem(await environment.call('PUT', `${GRANTS}?resource_id=${id}`, body()))).toEqual(MISSING);
    expect(problem(await environment.call('DELETE', `${GRANTS}?resource_id=${id}&grantee_user=${USER}`))).toEqual(
      MISSING,
    );
    await environment.call('POST', GRANTS, body());
    expect(
      problem(await environment.call('PUT', `${GRANTS}?resource_id=${id}`, body({ grantee_target_id: 'other' }))),
    ).toEqual(MISSING);
    expect(problem(await environment.call('DELETE', `${GRANTS}?resource_id=${id}&grantee_user=other`))).toEqual(
      MISSING,
    );
    expect(problem(await environment.call('POST', GRANTS, body()))).toEqual(PARAMETER);
    await environment.call('DELETE', `${SECRETS}/demo`);
    expect(problem(await environment.call('GET', `${GRANTS}?resource_id=${id}`))).toEqual(MISSING);
  });

  it.each<readonly [object, readonly unknown[]]>([
    [{ resource_id: undefined }, PARAMETER],
    [{ resource_id: '' }, PARAMETER],
    [{ resource_id: 'x'.repeat(65) }, PARAMETER],
    [{ resource_id: 1 }, BODY],
    [{ type: undefined }, PARAMETER],
    [{ type: 'USER' }, PARAMETER],
    [{ grantee_type: '1' }, PARAMETER],
    [{ grantee_type: 0 }, BODY],
    [{ grantee_type: undefined }, PARAMETER],
    [{ grantee_target_id: '' }, PARAMETER],
    [{ grantee_target_id: undefined }, PARAMETER],
    [{ grantee_target_id: 'x'.repeat(65) }, PARAMETER],
    [{ validity_time: 'tomorrow' }, PARAMETER],
    [{ validity_time: '2026-02-30' }, PARAMETER],
    [{ validity_time: '2026-13-01' }, PARAMETER],
    [{ validity_time: 1 }, BODY],
  ])('are rejected for %j', async (change, expected) => {
    const { environment, id, body } = await opened();
    expect(problem(await environment.call('POST', GRANTS, body(change)))).toEqual(expected);
    expect(problem(await environment.call('PUT', `${GRANTS}?resource_id=${id}`, body(change)))).toEqual(expected);
  });

  it('are rejected for a query of another form', async () => {
    const { environment, body } = await opened();
    for (const query of ['', '?resource_id=', `?resource_id=${'x'.repeat(65)}`]) {
      for (const method of ['GET', 'PUT', 'DELETE'])
        expect(problem(await environment.call(method, GRANTS + query, body()))).toEqual(PARAMETER);
    }
    expect(problem(await environment.call('PUT', `${GRANTS}?resource_id=other`, body()))).toEqual(PARAMETER);
    expect(problem(await environment.call('DELETE', `${GRANTS}?resource_id=x&grantee_user=${'x'.repeat(65)}`))).toEqual(
      PARAMETER,
    );
  });
});
