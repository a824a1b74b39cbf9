import { describe, expect, it } from '@jest/globals';

import type { BkSettings } from '../src/index.ts';
import {
  type Json,
  ACCESS_CREDENTIAL,
  SCOPE,
  type Environment,
  authorization,
  dataOf,
  newEnvironment,
} from './environment.ts';

type Version = BkSettings['job_version'];

const VERSIONS = ['3.7', '3.9', '3.10', '3.11', '3.12.4'] as const satisfies readonly Version[];
const FIELDS = { ...SCOPE, name: 'n', type: 'PASSWORD', credential_password: 'p' };
const ELSEWHERE = { bk_scope_type: 'biz', bk_scope_id: '3' };

/** Each release with what it does in one row of the matrix. */
function row<Outcome>(...outcomes: readonly [Outcome, Outcome, Outcome, Outcome, Outcome]): [Version, Outcome][] {
  return VERSIONS.map((version, at) => [version, outcomes[at] as Outcome]);
}

const as = (version: Version, settings: Partial<BkSettings> = {}): Promise<Environment> =>
  newEnvironment({ settings: { job_version: version, ...settings } });

async function made(environment: Environment, fields: Json = FIELDS): Promise<string> {
  return String(dataOf(await environment.esb('create_credential', fields))['id']);
}

describe('JOB by its releases', () => {
  it.each(row(['id'], ['id', 'name'], ['id', 'name'], ['id', 'name'], ['id', 'name']))(
    '%s answers %j to create and update',
    async (version, keys) => {
      const environment = await as(version);
      const created = dataOf(await environment.esb('create_credential', FIELDS));
      expect(Object.keys(created)).toEqual(keys);
      expect(Object.keys(dataOf(await environment.esb('update_credential', { ...FIELDS, id: created['id'] })))).toEqual(
        keys,
      );
    },
  );

  it.each(row(false, true, true, true, true))('%s has the detail of a credential: %j', async (version, has) => {
    const environment = await as(version);
    const answer = await environment.esb('get_credential_detail', { ...SCOPE, id: await made(environment) });
    expect([answer.status, answer.body['code']]).toEqual(has ? [200, 0] : [404, undefined]);
  });

  it.each(row([1241010, 1240002], [1241010, 1240002], [1241010, 1240002], [1240003, 1240003], [1240003, 1240003]))(
    '%s answers %j to a body without a scope, without and with a name',
    async (version, codes) => {
      const environment = await as(version);
      const id = await made(environment);
      const codeOf = async (operation: string, fields: Json) => (await environment.esb(operation, fields)).body['code'];
      expect([
        await codeOf('create_credential', {}),
        await codeOf('create_credential', { name: 'm', type: 'PASSWORD' }),
      ]).toEqual(codes);
      expect([await codeOf('update_credential', {}), await codeOf('update_credential', { id, name: 'm' })]).toEqual(
        codes,
      );
    },
  );

  it.each(row(404, 0, 1243048, 1240003, 1240003))(
    '%s answers %j to a detail without a scope',
    async (version, code) => {
      const environment = await as(version);
      const answer = await environment.esb('get_credential_detail', { id: await made(environment) });
      expect(answer.body['code'] ?? answer.status).toBe(code);
    },
  );

  it.each(row(1240002, 1240002, 1240002, 1240002, 1241005))(
    '%s answers %j to an unknown type of scope with an id',
    async (version, code) => {
      const environment = await as(version);
      expect((await environment.esb('create_credential', { ...FIELDS, bk_scope_type: 'module' })).body).toMatchObject({
        code,
      });
      expect(
        (await environment.esb('create_credential', { ...FIELDS, bk_scope_type: 'module', bk_scope_id: '' })).body,
      ).toMatchObject({ code: 1240003 });
    },
  );

  it.each(row(0, 0, 0, 0, 1243060))('%s answers %j to a name that is there', async (version, code) => {
    const environment = await as(version);
    const id = await made(environment);
    expect((await environment.esb('create_credential', FIELDS)).body).toMatchObject({ code });
    const other = await made(environment, { ...FIELDS, name: 'other' });
    expect((await environment.esb('update_credential', { ...SCOPE, id: other, name: 'N' })).body).toMatchObject({
      code,
    });
    expect((await environment.esb('update_credential', { ...SCOPE, id, name: 'n' })).body).toMatchObject({ code: 0 });
  });

  it.each(row<unknown>(null, 0, 1243048, 1243048, 1243048))(
    '%s answers %j to the detail of a credential of another scope',
    async (version, code) => {
      const environment = await as(version);
      const id = await made(environment);
      const answer = await environment.esb('get_credential_detail', { ...ELSEWHERE, id });
      expect(answer.body['code'] ?? null).toBe(code);
      if (code === 0) expect(dataOf(answer)).toMatchObject({ ...SCOPE, id, name: 'n' });
    },
  );

  it.each(row<unknown>(null, 1240002, 1243048, 1243048, 1243048))(
    '%s answers %j to the detail of no credential',
    async (version, code) => {
      const environment = await as(version);
      expect(
        (await environment.esb('get_credential_detail', { ...SCOPE, id: 'f'.repeat(32) })).body['code'] ?? null,
      ).toBe(code);
    },
  );

  it.each(row(404, 404, 200, 200, 200))('%s answers the API gateway with status %j', async (version, status) => {
    const environment = await as(version);
    for (const name of ['create_credential', 'system/create_credential', 'update_credential']) {
      expect((await environment.apigw(name, FIELDS)).status).toBe(status);
    }
  });

  it.each(row(true, false, false, false, false))('%s updates by a create with an id: %j', async (version, updates) => {
    const environment = await as(version);
    const id = await made(environment);
    const again = await made(environment, { ...FIELDS, id, name: 'm', credential_password: 'q' });
    expect(again === id).toBe(updates);
    expect(await environment.valueOf(id)).toBe(`{"type":"PASSWORD","password":"${updates ? 'q' : 'p'}"}`);
    const unknown = await environment.esb('create_credential', { ...FIELDS, name: 'o', id: 'f'.repeat(32) });
    expect(unknown.body).toMatchObject({ code: updates ? 1243048 : 0 });
    expect((await environment.esb('create_credential', { ...FIELDS, name: 'p', id: ' ' })).body).toMatchObject({
      code: 0,
    });
  });

  it.each(row([1240002, 0], [1240002, 0], [1240002, 0], [1240002, 0], [1243060, 1243060]))(
    '%s answers %j to an update with a null and a blank name',
    async (version, codes) => {
      const environment = await as(version);
      const id = await made(environment);
      const codeOf = async (name: unknown) =>
        (await environment.esb('update_credential', { ...SCOPE, id, name })).body['code'];
      expect([await codeOf(null), await codeOf('')]).toEqual(codes);
      const unknown = await environment.esb('update_credential', {
        ...SCOPE,
        id: 'f'.repeat(32),
        name: 'x'.repeat(256),
      });
      expect(unknown.body).toMatchObject({ code: 1243048 });
    },
  );
});

describe('a credential that bears the name of another', () => {
  const settings = { allow_duplicate_names: true };

  it('shows it here, and a name of its own at other doors', async () => {
    const environment = await newEnvironment({ settings });
    const ids = [await made(environment), await made(environment), await made(environment)];
    for (const id of ids)
      expect(dataOf(await environment.esb('get_credential_detail', { ...SCOPE, id }))).toMatchObject({ id, name: 'n' });
    expect(await environment.namesElsewhere()).toEqual(['n', 'n-2', 'n-3']);
    expect((await environment.esb('create_credential', { ...FIELDS, name: 'N' })).body).toMatchObject({
      code: 0,
      data: { name: 'N' },
    });
  });

  it('keeps both names through an update, and takes a free one by renaming', async () => {
    const environment = await newEnvironment({ settings });
    await made(environment);
    const id = await made(environment);
    expect(dataOf(await environment.esb('update_credential', { ...FIELDS, id, credential_password: 'q' }))).toEqual({
      id,
      name: 'n',
    });
    expect(await environment.namesElsewhere()).toEqual(['n', 'n-2']);
    expect(dataOf(await environment.esb('update_credential', { ...FIELDS, id, name: 'm' }))).toEqual({ id, name: 'm' });
    expect(await environment.namesElsewhere()).toEqual(['m', 'n']);
    expect(dataOf(await environment.esb('update_credential', { ...FIELDS, id, name: '' }))).toEqual({ id, name: '' });
    expect(await environment.namesElsewhere()).toEqual(['-1', 'n']);
  });

  it('leaves the name that it has elsewhere free here, where names are unique', async () => {
    const environment = await newEnvironment({ settings });
    await made(environment);
    await made(environment);
    const strict = await environment.withSettings({});
    expect(dataOf(await strict.esb('create_credential', { ...FIELDS, name: 'n-2' }))).toMatchObject({ name: 'n-2' });
    expect(await environment.namesElsewhere()).toEqual(['n', 'n-2', 'n-2-2']);
    expect((await strict.esb('create_credential', { ...FIELDS, name: 'N-2' })).body).toMatchObject({ code: 1243060 });
  });
});

describe('an update with another scope', () => {
  const settings = { update_moves: true };

  it('moves the credential there, where the switch says so', async () => {
    const environment = await newEnvironment({ settings });
    const id = await made(environment);
    const moved = await environment.esb('update_credential', { ...ELSEWHERE, id, credential_password: 'q' });
    expect(dataOf(moved)).toEqual({ id, name: 'n' });
    expect(await environment.valueOf(id, 'bk:biz/3')).toBe('{"type":"PASSWORD","password":"q"}');
    expect((await environment.esb('get_credential_detail', { ...SCOPE, id })).body).toMatchObject({ code: 1243048 });
    expect(dataOf(await environment.esb('get_credential_detail', { ...ELSEWHERE, id }))).toMatchObject({
      ...ELSEWHERE,
      name: 'n',
      creator: 'admin',
    });
    expect(await environment.namesElsewhere()).toEqual([]);
    const back = await environment.esb('update_credential', { ...SCOPE, id, name: 'back' });
    expect(back.body).toMatchObject({ code: 0 });
    expect(await environment.valueOf(id)).toBe('{"type":"PASSWORD","password":"q"}');
  });

  it('needs its name to be free there', async () => {
    const environment = await newEnvironment({ settings });
    const id = await made(environment);
    await made(environment, { ...FIELDS, ...ELSEWHERE, name: 'N' });
    const taken = { code: 1243060, message: 'Credential name [n] already exists' };
    expect((await environment.esb('update_credential', { ...ELSEWHERE, id, name: 'n' })).body).toMatchObject(taken);
    expect((await environment.esb('update_credential', { ...ELSEWHERE, id })).body).toMatchObject(taken);
    expect(dataOf(await environment.esb('get_credential_detail', { ...SCOPE, id }))).toMatchObject({ id });
    expect((await environment.esb('update_credential', { ...ELSEWHERE, id, name: 'm' })).body).toMatchObject({
      code: 0,
    });
  });

  it('finds none that only other doors can see', async () => {
    const environment = await newEnvironment({ settings });
    const id = await environment.makeElsewhere('x', 'y', 'of-another-door');
    expect((await environment.esb('update_credential', { ...SCOPE, id, name: 'm' })).body).toMatchObject({
      code: 1243048,
    });
    const open = await environment.withSettings({ job_version: '3.9' });
    expect((await open.esb('get_credential_detail', { ...SCOPE, id })).body).toMatchObject({ code: 1240002 });
  });

  it('finds none without the switch', async () => {
    const environment = await newEnvironment();
    const id = await made(environment);
    expect((await environment.esb('update_credential', { ...ELSEWHERE, id, name: 'm' })).body).toMatchObject({
      code: 1243048,
    });
  });
});

describe('the path of an API that a release lacks', () => {
  it('is one that nobody serves, and the console says why', async () => {
    const environment = await as('3.9');
    const answer = await environment.send('POST', '/api/bk-job/prod/api/v3/create_credential', {
      headers: authorization(ACCESS_CREDENTIAL),
      body: '{}',
    });
    expect(answer.body).toMatchObject({ code: 1640401 });
    expect(environment.outcomes[0]?.rejection?.help?.en).toBe('JOB 3.9 does not serve create_credential here');
  });
});
