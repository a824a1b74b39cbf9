import { describe, expect, it } from '@jest/globals';

import { type Json, SCOPE, type Environment, dataOf, newEnvironment } from './environment.ts';

const PAIR = {
  ...SCOPE,
  name: 'n',
  type: 'USERNAME_PASSWORD',
  credential_username: 'u',
  credential_password: 'p',
  description: 'd',
};
const text = (fields: Json) => JSON.stringify(fields);

async function made(environment: Environment, fields: Json = PAIR): Promise<unknown> {
  return dataOf(await environment.esb('create_credential', fields))['id'];
}

describe('update_credential', () => {
  it('replaces everything that it names', async () => {
    const environment = await newEnvironment();
    const id = await made(environment);
    environment.services.advance(5000);
    const change = {
      ...SCOPE,
      id,
      name: 'm',
      type: 'SECRET_KEY',
      credential_secret_key: 'sk',
      description: 'e',
      bk_token: '',
      bk_username: 'bob',
    };
    const answer = await environment.esb('update_credential', change);
    expect(dataOf(answer)).toEqual({ id, name: 'm' });
    expect(await environment.valueOf(id)).toBe(text({ type: 'SECRET_KEY', secret_key: 'sk' }));
    const detail = dataOf(await environment.esb('get_credential_detail', { ...SCOPE, id }));
    expect(detail).toMatchObject({
      name: 'm',
      type: 'SECRET_KEY',
      description: 'e',
      creator: 'admin',
      last_modify_user: 'bob',
    });
    expect(Number(detail['last_modify_time']) - Number(detail['create_time'])).toBe(5000);
  });

  it.each<[string, Json, Json]>([
    [
      'keeps a slot marked with asterisks',
      { credential_username: '******', credential_password: 'q' },
      { type: 'USERNAME_PASSWORD', username: 'u', password: 'q' },
    ],
    [
      'keeps by place when the type changes',
      { type: 'APP_ID_SECRET_KEY', credential_access_key: '******', credential_secret_key: '******' },
      { type: 'APP_ID_SECRET_KEY', access_key: 'u', secret_key: 'p' },
    ],
    [
      'keeps the first place for a type of one slot',
      { type: 'PASSWORD', credential_password: '******' },
      { type: 'PASSWORD', password: 'u' },
    ],
    ['keeps what it leaves out', { description: 'e' }, { type: 'USERNAME_PASSWORD', username: 'u', password: 'p' }],
    [
      'keeps what it leaves out under the same name when the type changes',
      { type: 'PASSWORD' },
      { type: 'PASSWORD', password: 'p' },
    ],
    ['has nothing to keep under a name that was not there', { type: 'SECRET_KEY' }, { type: 'SECRET_KEY' }],
    ['empties a slot that is null', { credential_password: null }, { type: 'USERNAME_PASSWORD', username: 'u' }],
    ['writes an empty string', { credential_password: '' }, { type: 'USERNAME_PASSWORD', username: 'u', password: '' }],
    [
      'ignores fields of other types',
      { credential_secret_key: 'sk' },
      { type: 'USERNAME_PASSWORD', username: 'u', password: 'p' },
    ],
  ])('%s', async (_case, change, stored) => {
    const environment = await newEnvironment();
    const id = await made(environment);
    expect((await environment.esb('update_credential', { ...SCOPE, id, ...change })).body).toMatchObject({
      code: 0,
      data: { name: 'n' },
    });
    expect(await environment.valueOf(id)).toBe(text(stored));
  });

  it('keeps name and description that it leaves out, and empties a null description', async () => {
    const environment = await newEnvironment();
    const id = await made(environment);
    await environment.esb('update_credential', { ...SCOPE, id, credential_password: 'q' });
    expect(dataOf(await environment.esb('get_credential_detail', { ...SCOPE, id }))).toMatchObject({
      name: 'n',
      description: 'd',
    });
    await environment.esb('update_credential', { ...SCOPE, id, description: null });
    expect(dataOf(await environment.esb('get_credential_detail', { ...SCOPE, id }))).toMatchObject({
      description: null,
    });
  });

  it.each<[Json, Json]>([
    [
      { id: undefined, type: 'X', name: '' },
      { code: 1241010, message: 'Invalid request parameter [id], reason: id cannot be null or blank' },
    ],
    [{ id: ' ' }, { code: 1241010 }],
    [{ type: 'X', name: '' }, { code: 1240002 }],
    [{ type: null }, { code: 1240002 }],
    [{ type: '' }, { code: 1240002 }],
    [{ name: null }, { code: 1243060, message: 'Credential name [null] already exists' }],
    [{ name: ' ' }, { code: 1243060, message: 'Credential name [ ] already exists' }],
    [
      { id: 'f'.repeat(32), name: 'OTHER' },
      { code: 1243060, message: 'Credential name [OTHER] already exists' },
    ],
    [{ name: 'OTHER' }, { code: 1243060 }],
    [{ id: 'f'.repeat(32) }, { code: 1243048, message: 'Credential not exist' }],
    [{ id: 'nothing like an id' }, { code: 1243048 }],
    [{ name: 'x'.repeat(256) }, { code: 1240002 }],
    [{ description: 'x'.repeat(65_536), name: 'other' }, { code: 1243060 }],
    [{ description: 'x'.repeat(65_536) }, { code: 1240002 }],
    [{ bk_scope_id: '3' }, { code: 1243048 }],
  ])('rejects %j', async (change, rejection) => {
    const environment = await newEnvironment();
    const id = await made(environment);
    await made(environment, { ...PAIR, name: 'other' });
    expect((await environment.esb('update_credential', { ...SCOPE, id, ...change })).body).toMatchObject({
      result: false,
      data: null,
      ...rejection,
    });
    expect(await environment.valueOf(id)).toBe(text({ type: 'USERNAME_PASSWORD', username: 'u', password: 'p' }));
  });

  it('may change the case of its own name, and finds an id in upper case', async () => {
    const environment = await newEnvironment();
    const id = String(await made(environment));
    expect(
      (await environment.esb('update_credential', { ...SCOPE, id: id.toUpperCase(), name: 'N' })).body,
    ).toMatchObject({
      data: { id, name: 'N' },
    });
  });

  it('goes on past any number of versions', async () => {
    const environment = await newEnvironment();
    const id = await made(environment);
    for (let count = 0; count < 25; count += 1) {
      expect(
        (await environment.esb('update_credential', { ...SCOPE, id, credential_password: `p${count}` })).body,
      ).toMatchObject({ code: 0 });
    }
    expect(await environment.valueOf(id)).toBe(text({ type: 'USERNAME_PASSWORD', username: 'u', password: 'p24' }));
  });
});

describe('update_credential that replaces all', () => {
  const settings = { update_replaces_all: true };

  it('empties what it leaves out', async () => {
    const environment = await newEnvironment({ settings });
    const id = await made(environment);
    await environment.esb('update_credential', {
      ...SCOPE,
      id,
      name: 'n',
      type: 'USERNAME_PASSWORD',
      credential_username: '******',
    });
    expect(await environment.valueOf(id)).toBe(text({ type: 'USERNAME_PASSWORD', username: 'u' }));
    expect(dataOf(await environment.esb('get_credential_detail', { ...SCOPE, id }))['description']).toBeNull();
  });

  it('needs type and name', async () => {
    const environment = await newEnvironment({ settings });
    const id = await made(environment);
    expect((await environment.esb('update_credential', { ...SCOPE, id })).body).toMatchObject({ code: 1240002 });
    expect((await environment.esb('update_credential', { ...SCOPE, id, type: 'PASSWORD' })).body).toMatchObject({
      code: 1243060,
      message: 'Credential name [null] already exists',
    });
  });
});
