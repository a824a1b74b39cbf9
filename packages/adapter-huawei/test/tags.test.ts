import { describe, expect, it } from '@jest/globals';

import { SECRETS, type Environment, nestedProblem, openEnvironment, problem } from './environment.ts';
import { CSMS, secretId, tag } from './tagged-secrets.ts';

const UNKNOWN = '00000000-0000-4000-8000-00000000ffff';
const PARAMETER = [400, 'CSMS.0002'];
const BODY = [400, 'CSMS.0004'];
const MISSING = [404, 'CSMS.0005'];

async function tagsOf(environment: Environment, id: string) {
  const { status, json } = await environment.call('GET', `${CSMS}/${id}/tags`);
  expect(status).toBe(200);
  return json.tags.map(({ key, value }) => `${key}=${value}`);
}

describe('CreateSecretTag', () => {
  it('sets a tag, and the value of one that is there', async () => {
    const environment = await openEnvironment();
    const id = await secretId(environment);
    const answer = await environment.call('POST', `${CSMS}/${id}/tags`, { tag: { key: 'env', value: 'test' } });
    expect([answer.status, answer.text]).toEqual([204, '']);
    await environment.call('POST', `${CSMS}/${id}/tags`, { tag: { key: 'empty' } });
    await environment.call('POST', `${CSMS}/${id}/tags`, { tag: { key: 'env', value: 'prod' } });
    expect(await tagsOf(environment, id)).toEqual(['env=prod', 'empty=']);
  });

  it('takes 20 tags of a secret and no more', async () => {
    const environment = await openEnvironment();
    const id = await secretId(environment);
    await tag(environment, id, ...Array.from({ length: 20 }, (_, at) => `k${at}=v`));
    expect(
      nestedProblem(await environment.call('POST', `${CSMS}/${id}/tags`, { tag: { key: 'k20', value: 'v' } })),
    ).toEqual(PARAMETER);
    expect((await environment.call('POST', `${CSMS}/${id}/tags`, { tag: { key: 'k19', value: 'w' } })).status).toBe(
      204,
    );
  });

  it.each<readonly [string, unknown, readonly unknown[]]>([
    ['no body', undefined, BODY],
    ['no tag', {}, PARAMETER],
    ['a tag that is an array', { tag: [] }, BODY],
    ['a key that is a number', { tag: { key: 1 } }, BODY],
    ['an empty key', { tag: { key: '', value: 'v' } }, PARAMETER],
    ['no key', { tag: { value: 'v' } }, PARAMETER],
    ['a null key', { tag: { key: null } }, PARAMETER],
    ['a key of 129 characters', { tag: { key: 'k'.repeat(129) } }, PARAMETER],
    ['a key of the system', { tag: { key: '_sys_key' } }, PARAMETER],
    ['a key that begins with a space', { tag: { key: ' k' } }, PARAMETER],
    ['a key that ends in a space', { tag: { key: 'k ' } }, PARAMETER],
    ['a key with a slash', { tag: { key: 'a/b' } }, PARAMETER],
    ['a value of 256 characters', { tag: { key: 'k', value: 'v'.repeat(256) } }, PARAMETER],
    ['a value with a comma', { tag: { key: 'k', value: 'a,b' } }, PARAMETER],
  ])('rejects %s', async (_what, body, expected) => {
    const environment = await openEnvironment();
    expect(nestedProblem(await environment.call('POST', `${CSMS}/${await secretId(environment)}/tags`, body))).toEqual(
      expected,
    );
  });

  it.each([
    { key: 'k'.repeat(128), value: 'v'.repeat(255) },
    { key: '键 1_.:=+-@', value: '值/ 1_.:=+-@' },
    { key: 'k', value: null },
  ])('takes %j', async (given) => {
    const environment = await openEnvironment();
    const id = await secretId(environment);
    expect((await environment.call('POST', `${CSMS}/${id}/tags`, { tag: given })).status).toBe(204);
    expect(await tagsOf(environment, id)).toEqual([`${given.key}=${given.value ?? ''}`]);
  });
});

describe('BatchCreateOrDeleteTags', () => {
  it('sets several tags, then takes some away by their keys', async () => {
    const environment = await openEnvironment();
    const id = await secretId(environment);
    await tag(environment, id, 'a=1', 'b=2', 'c=3');
    const answer = await environment.call('POST', `${CSMS}/${id}/tags/action`, {
      action: 'delete',
      tags: [{ key: 'a' }, { key: 'c', value: 'other' }, { key: 'none' }],
      sequence: 's',
    });
    expect([answer.status, answer.text, await tagsOf(environment, id)]).toEqual([204, '', ['b=2']]);
  });

  it('sets all or none', async () => {
    const environment = await openEnvironment();
    const id = await secretId(environment);
    await tag(environment, id, ...Array.from({ length: 19 }, (_, at) => `k${at}=v`));
    const answer = await environment.call('POST', `${CSMS}/${id}/tags/action`, {
      action: 'create',
      tags: [{ key: 'x' }, { key: 'y' }],
    });
    expect([nestedProblem(answer), (await tagsOf(environment, id)).length]).toEqual([PARAMETER, 19]);
  });

  it('moves the time of change, unless nothing changes', async () => {
    const environment = await openEnvironment();
    const id = await secretId(environment);
    const updated = async () =>
      JSON.parse((await environment.call('GET', `${SECRETS}/demo`)).text) as { secret: { update_time: number } };
    const before = (await updated()).secret.update_time;
    await environment.call('POST', `${CSMS}/${id}/tags/action`, { action: 'delete', tags: [{ key: 'none' }] });
    expect((await updated()).secret.update_time).toBe(before);
    await tag(environment, id, 'a=1');
    expect((await updated()).secret.update_time).toBeGreaterThan(before);
  });

  it.each<readonly [string, object, readonly unknown[]]>([
    ['another action', { action: 'update', tags: [{ key: 'a' }] }, PARAMETER],
    ['no action', { tags: [{ key: 'a' }] }, PARAMETER],
    ['no tags', { action: 'create' }, PARAMETER],
    ['empty tags', { action: 'create', tags: [] }, PARAMETER],
    ['21 tags', { action: 'create', tags: Array.from({ length: 21 }, (_, at) => ({ key: `k${at}` })) }, PARAMETER],
    ['a long sequence', { action: 'create', tags: [{ key: 'a' }], sequence: 's'.repeat(37) }, PARAMETER],
    ['tags that are no objects', { action: 'create', tags: ['a'] }, BODY],
    ['a value of another type', { action: 'create', tags: [{ key: 'a', value: 1 }] }, BODY],
  ])('rejects %s', async (_what, body, expected) => {
    const environment = await openEnvironment();
    expect(
      nestedProblem(await environment.call('POST', `${CSMS}/${await secretId(environment)}/tags/action`, body)),
    ).toEqual(expected);
  });
});

describe('DeleteSecretTag', () => {
  it('takes a tag away, whatever is in its key', async () => {
    const environment = await openEnvironment();
    const id = await secretId(environment);
    await tag(environment, id, '键 a=1', 'b=2');
    const path = `${CSMS}/${id}/tags/${encodeURIComponent('键 a')}`;
    const answer = await withToken(environment, 'DELETE', path);
    expect([answer.status, answer.text, await tagsOf(environment, id)]).toEqual([204, '', ['b=2']]);
    expect(nestedProblem(await withToken(environment, 'DELETE', path))).toEqual(MISSING);
  });

  it('knows a tag named action', async () => {
    const environment = await openEnvironment();
    const id = await secretId(environment);
    await tag(environment, id, 'action=1');
    expect((await environment.call('DELETE', `${CSMS}/${id}/tags/action`)).status).toBe(204);
    expect(await tagsOf(environment, id)).toEqual([]);
  });
});

describe('a secret id', () => {
  it.each([
    ['GET', ''],
    ['POST', ''],
    ['POST', '/action'],
    ['DELETE', '/k'],
  ])('is missed by %s tags%s', async (method, rest) => {
    const body = { tag: { key: 'k' }, tags: [{ key: 'k' }], action: 'create' };
    const environment = await openEnvironment();
    expect(nestedProblem(await environment.call(method, `${CSMS}/${UNKNOWN}/tags${rest}`, body))).toEqual(MISSING);
    expect(nestedProblem(await environment.call(method, `${CSMS}/short/tags${rest}`, body))).toEqual(PARAMETER);
  });

  it('is missed with the status that is set', async () => {
    const environment = await openEnvironment({ settings: { missing_status: 400 } });
    expect(nestedProblem(await environment.call('GET', `${CSMS}/${UNKNOWN}/tags`))).toEqual([400, 'CSMS.0005']);
  });

  it('leads to its tags while the deletion is scheduled', async () => {
    const environment = await openEnvironment();
    const id = await secretId(environment);
    await tag(environment, id, 'a=1');
    await environment.call('POST', `${SECRETS}/demo/scheduled-deleted-tasks/create`, {});
    expect(await tagsOf(environment, id)).toEqual(['a=1']);
  });
});

describe('the envelope of errors', () => {
  it('nests those of tags', async () => {
    const answer = await (await openEnvironment()).call('GET', `${CSMS}/${UNKNOWN}/tags`);
    expect(answer.json).toEqual({ error: { error_code: 'CSMS.0005', error_msg: 'The resource does not exist.' } });
  });

  it('is flat where that is asked for', async () => {
    const answer = await (
      await openEnvironment({ settings: { error_envelope: 'flat' } })
    ).call('GET', `${CSMS}/${UNKNOWN}/tags`);
    expect(answer.json).toEqual({ error_code: 'CSMS.0005', error_msg: 'The resource does not exist.' });
  });

  it("is the gateway's for those of the gateway", async () => {
    const answer = await (
      await openEnvironment()
    ).send({ method: 'GET', path: `${CSMS}/${UNKNOWN}/tags`, headers: {} });
    expect(problem(answer)).toEqual([401, 'APIGW.0301']);
  });
});

describe('ListSecretTags', () => {
  it('has empty lists where there is none', async () => {
    const environment = await openEnvironment();
    expect((await environment.call('GET', `${CSMS}/${await secretId(environment)}/tags`)).json).toEqual({
      tags: [],
      sys_tags: [],
    });
  });
});

describe('ListProjectSecretsTags', () => {
  it('has every key with its different values', async () => {
    const environment = await openEnvironment();
    expect((await environment.call('GET', `${CSMS}/tags`)).json).toEqual({ tags: [] });
    await tag(environment, await secretId(environment, 'one'), 'env=test', 'app=a');
    await tag(environment, await secretId(environment, 'two'), 'env=prod', 'zone=');
    await tag(environment, await secretId(environment, 'three'), 'env=prod');
    expect((await environment.call('GET', `${CSMS}/tags`)).json).toEqual({
      tags: [
        { key: 'app', values: ['a'] },
        { key: 'env', values: ['prod', 'test'] },
        { key: 'zone', values: [''] },
      ],
    });
  });
});

async function withToken(environment: Environment, method: string, path: string) {
  const user = { name: 'dragoman', password: 'Dragoman-Development-1', domain: { name: 'dragoman' } };
  const body = JSON.stringify({ auth: { identity: { methods: ['password'], password: { user } } } });
  const { headers } = await environment.send({ method: 'POST', path: '/v3/auth/tokens', headers: {}, body });
  return environment.send({ method, path, headers: { 'x-auth-token': headers['X-Subject-Token'] ?? '' } });
}
