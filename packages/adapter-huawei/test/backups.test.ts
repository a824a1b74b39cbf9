import { describe, expect, it } from '@jest/globals';

import { PROJECT, SECRETS, type Environment, openEnvironment, problem } from './environment.ts';

const PARAMETER = [400, 'CSMS.0002'];
const OTHER = '/v1/0123456789abcdef0123456789abcdef/secrets';

async function withSecret(environment: Environment, name = 'demo', prefix = SECRETS): Promise<Environment> {
  await environment.call('POST', prefix, {
    name,
    secret_string: 'unspeakable',
    description: 'd',
    enterprise_project_id: 'ep',
  });
  await environment.call('POST', `${prefix}/${name}/versions`, {
    secret_binary: '0101',
    version_stages: ['mine'],
    expire_time: 1_999_999_999_000,
  });
  return environment;
}

async function backup(environment: Environment, name = 'demo', prefix = SECRETS): Promise<string> {
  const answer = await environment.call('POST', `${prefix}/${name}/backup`);
  expect(answer.status).toBe(200);
  return answer.json.secret_blob;
}

describe('DownloadSecretBlob', () => {
  it('answers with a blob that shows nothing', async () => {
    const environment = await withSecret(await openEnvironment());
    const answer = await environment.call('POST', `${SECRETS}/demo/backup`);
    expect(answer.json).toEqual({
      secret_blob: expect.stringMatching(/^\)CloudSecretManagementBackupV1\.com[A-Za-z0-9+/]+=*$/),
    });
    expect(Buffer.from(answer.json.secret_blob.slice(34), 'base64').includes('unspeakable')).toBe(false);
    expect(await backup(environment)).not.toBe(answer.json.secret_blob);
  });

  it('is rejected for what is missing, or could not be read', async () => {
    const environment = await withSecret(await openEnvironment());
    const ask = async (name = 'demo') => problem(await environment.call('POST', `${SECRETS}/${name}/backup`));
    expect(await ask('nope')).toEqual([404, 'CSMS.0106']);
    expect(await ask('n'.repeat(65))).toEqual(PARAMETER);
    await environment.call('POST', `${SECRETS}/demo/scheduled-deleted-tasks/create`, {});
    expect(await ask()).toEqual([400, 'CSMS.0103']);
    await environment.call('POST', `${SECRETS}/demo/scheduled-deleted-tasks/cancel`);
    const key = await environment.services.keys.findDefault('default');
    await environment.services.editKey(key?.id ?? '', { state: 'disabled' });
    expect(await ask()).toEqual([400, 'CSMS.0401']);
    await environment.services.edit('demo', { state: 'disabled' });
    expect(await ask()).toEqual([403, 'CSMS.0109']);
  });
});

describe('UploadSecretBlob', () => {
  it('makes the secret again with all versions, values and stages', async () => {
    const environment = await withSecret(await openEnvironment());
    const paths = ['versions', 'versions/v1', 'versions/v2', 'versions/latest'];
    const before = await Promise.all(
      paths.map(async (path) => (await environment.call('GET', `${SECRETS}/demo/${path}`)).json),
    );
    const { secret } = (await environment.call('GET', `${SECRETS}/demo`)).json;
    const blob = await backup(environment);
    await environment.call('DELETE', `${SECRETS}/demo`);
    environment.services.advance(5_000);
    const answer = await environment.call('POST', `${SECRETS}/restore`, { secret_blob: blob });
    expect(answer.status).toBe(200);
    expect(answer.json.secret).toEqual({
      ...secret,
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      update_time: environment.services.clock.now(),
    });
    expect(answer.json.secret.id).not.toBe(secret.id);
    expect((await environment.call('GET', `${SECRETS}/demo`)).json).toEqual(answer.json);
    expect(
      await Promise.all(paths.map(async (path) => (await environment.call('GET', `${SECRETS}/demo/${path}`)).json)),
    ).toEqual(before);
  });

  it('is rejected while the name is taken', async () => {
    const environment = await withSecret(await openEnvironment());
    const blob = await backup(environment);
    expect(problem(await environment.call('POST', `${SECRETS}/restore`, { secret_blob: blob }))).toEqual([
      400,
      'CSMS.0101',
    ]);
  });

  it('is rejected for a full project', async () => {
    const environment = await withSecret(await openEnvironment({ settings: { secret_quota: 1 } }));
    const blob = await backup(environment);
    await environment.call('DELETE', `${SECRETS}/demo`);
    await environment.call('POST', SECRETS, { name: 'other', secret_string: 'v' });
    expect(problem(await environment.call('POST', `${SECRETS}/restore`, { secret_blob: blob }))).toEqual([
      400,
      'CSMS.0202',
    ]);
  });

  it('is rejected with one character changed, wherever', async () => {
    const environment = await withSecret(await openEnvironment());
    const blob = await backup(environment);
    await environment.call('DELETE', `${SECRETS}/demo`);
    for (let at = 0; at < blob.length; at += 7) {
      const changed = blob.slice(0, at) + (blob[at] === 'A' ? 'B' : 'A') + blob.slice(at + 1);
      expect(problem(await environment.call('POST', `${SECRETS}/restore`, { secret_blob: changed }))).toEqual(
        PARAMETER,
      );
    }
    expect((await environment.call('GET', SECRETS)).json.secrets).toEqual([]);
  });

  it.each<readonly [string, unknown, readonly unknown[]]>([
    ['no body', undefined, [400, 'CSMS.0004']],
    ['no blob', {}, PARAMETER],
    ['an empty one', { secret_blob: '' }, PARAMETER],
    ['one of another type', { secret_blob: 1 }, [400, 'CSMS.0004']],
    ['the prefix alone', { secret_blob: ')CloudSecretManagementBackupV1.com' }, PARAMETER],
    ['one that is too long', { secret_blob: 'x'.repeat(5_242_881) }, PARAMETER],
  ])('is rejected for %s', async (_what, body, expected) => {
    expect(problem(await (await openEnvironment()).call('POST', `${SECRETS}/restore`, body))).toEqual(expected);
  });

  it("is rejected for another project's secret, unless that is allowed", async () => {
    for (const [foreign, expected] of [
      [false, [400, 'CSMS.0002']],
      [true, [200, undefined]],
    ] as const) {
      const environment = await withSecret(
        await openEnvironment({ settings: { foreign_backups: foreign } }),
        'demo',
        OTHER,
      );
      const blob = await backup(environment, 'demo', OTHER);
      const never = await environment.call('POST', `${SECRETS}/restore`, { secret_blob: `${blob.slice(0, 34)}none` });
      const restored = await environment.call('POST', `${SECRETS}/restore`, { secret_blob: blob });
      expect(problem(restored)).toEqual(expected);
      if (!foreign) expect([restored.status, restored.text]).toEqual([never.status, never.text]);
      const read = await environment.call('GET', `${SECRETS}/demo/versions/v1`);
      expect(read.text.includes('unspeakable')).toBe(foreign);
    }
  });

  it('leaves a secret named restore, and its own restore, alone', async () => {
    const environment = await withSecret(await openEnvironment(), 'restore');
    const blob = await backup(environment, 'restore');
    expect(problem(await environment.call('POST', `${SECRETS}/restore`, { secret_blob: blob }))).toEqual([
      400,
      'CSMS.0101',
    ]);
    expect((await environment.call('GET', `${SECRETS}/restore`)).json.secret.name).toBe('restore');
    expect((await environment.call('POST', `${SECRETS}/restore/stages`, { name: 'x', version_id: 'v1' })).status).toBe(
      200,
    );
    expect((await environment.call('DELETE', `${SECRETS}/restore`)).status).toBe(200);
    expect(PROJECT).toHaveLength(32);
  });
});
