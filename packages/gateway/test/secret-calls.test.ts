import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type ControlClient, controlClient } from '../src/index.ts';
import { openApiCaller } from './support/aliyun.ts';
import { gatewayCall } from './support/bk.ts';
import { gatewayForTest, type TestGateway } from './support/gateway.ts';
import { huaweiClient } from './support/huawei.ts';
import { runToEnd, scratchDirectory } from './support/process.ts';

let gateway: TestGateway;
let control: ControlClient;
let scratch: ReturnType<typeof scratchDirectory>;

beforeAll(async () => {
  gateway = await gatewayForTest();
  control = controlClient({ url: gateway.url });
  scratch = scratchDirectory();
});
afterAll(async () => {
  await gateway.close();
  scratch.remove();
});

describe('secrets over the control API', () => {
  it('are those of every door', async () => {
    const { created, secret } = await control.secrets.put({ name: 'shared', value: 'one', description: 'of both' });
    expect({ created, vault: secret.vault, current: secret.current }).toEqual({
      created: true,
      vault: 'default',
      current: 'v1',
    });
    expect(await openApiCaller(gateway.host)('GetSecretValue', { SecretName: 'shared' })).toMatchObject({
      SecretData: 'one',
    });
    const body = { secret_string: 'two' };
    await huaweiClient(gateway.url).call('POST', 'secrets/shared/versions', body);
    expect(await control.secrets.reveal({ name: 'shared' })).toMatchObject({
      version: 'v2',
      type: 'text',
      value: 'two',
    });
    expect(await control.secrets.reveal({ name: 'shared', label: 'PREVIOUS' })).toMatchObject({ value: 'one' });
    expect(await control.secrets.reveal({ name: 'shared', version: 'v1' })).toMatchObject({ value: 'one' });
  });

  it('show versions and labels, which move', async () => {
    await control.secrets.labels({ name: 'shared', set: { blue: 'v1', CURRENT: 'v1' } });
    const { version_list: versions } = await control.secrets.get({ name: 'shared' });
    expect(versions.map(({ id, labels }) => [id, labels.toSorted()])).toEqual([
      ['v1', ['CURRENT', 'blue']],
      ['v2', ['PREVIOUS']],
    ]);
    await expect(
      control.secrets.labels({ name: 'shared', set: { green: 'v2', red: 'v9' }, remove: ['blue'] }),
    ).rejects.toMatchObject({ status: 404, code: 'version-not-found' });
    const unchanged = await control.secrets.get({ name: 'shared' });
    expect(unchanged.version_list).toEqual(versions);
    const { version_list: after } = await control.secrets.labels({ name: 'shared', remove: ['blue'] });
    expect(after[0]?.labels).toEqual(['CURRENT']);
    await expect(control.secrets.labels({ name: 'shared', remove: ['CURRENT'] })).rejects.toMatchObject({
      status: 409,
      code: 'label-built-in',
    });
  });

  it('are listed over all vaults, page by page', async () => {
    for (const name of ['a', 'b']) await control.secrets.put({ vault: 'huawei:p7', name, value: name });
    const names: string[] = [];
    for (let after: string | undefined; ;) {
      const page = await control.secrets.list({ limit: 1, ...(after !== undefined && { after }) });
      names.push(...page.secrets.map(({ vault, name }) => `${vault} ${name}`));
      if (page.next === null) break;
      after = page.next;
    }
    expect(names).toEqual(['default shared', 'huawei:p7 a', 'huawei:p7 b']);
    expect((await control.secrets.list({ vault: 'bk:biz/2' })).secrets).toHaveLength(1);
    expect((await control.secrets.list({ name: 'har' })).secrets).toHaveLength(1);
    await expect(control.secrets.list({ after: 'nothing' })).rejects.toMatchObject({ status: 400 });
  });

  it('are found by their name alone where one vault has it', async () => {
    expect((await control.secrets.get({ name: 'a' })).vault).toBe('huawei:p7');
    await control.secrets.put({ vault: 'other', name: 'a', value: 'x' });
    await expect(control.secrets.get({ name: 'a' })).rejects.toMatchObject({
      code: 'vault-ambiguous',
      details: { vaults: ['huawei:p7', 'other'] },
    });
    await expect(control.secrets.get({ name: 'sharde' })).rejects.toThrow('did you mean shared?');
  });

  it('are deleted, at once or later', async () => {
    expect(await control.secrets.delete({ vault: 'other', name: 'a' })).toEqual({
      vault: 'other',
      deleted: 'a',
      deletes_at: null,
    });
    await expect(control.secrets.get({ vault: 'other', name: 'a' })).rejects.toMatchObject({ status: 404 });
    const { deletes_at: at } = await control.secrets.delete({ name: 'b', days: 7 });
    expect(Date.parse(at ?? '')).toBeGreaterThan(Date.now());
    expect((await control.secrets.get({ name: 'b' })).state).toBe('deleting');
    await expect(control.secrets.put({ name: 'b', value: 'x' })).rejects.toMatchObject({
      code: 'secret-pending-deletion',
    });
  });

  it('take a value as text or as bytes, one of them', async () => {
    await control.secrets.put({ name: 'bytes', binary: 'AAEC' });
    expect(await control.secrets.reveal({ name: 'bytes' })).toMatchObject({ type: 'binary', value: 'AAEC' });
    await expect(control.secrets.put({ name: 'none' })).rejects.toMatchObject({ status: 400 });
    await expect(control.secrets.put({ name: 'none', value: 'x', binary: 'AAEC' })).rejects.toMatchObject({
      status: 400,
    });
  });

  it('are those of a sandbox there', async () => {
    const { id } = await control.sandboxes.create();
    await control.sandbox(id).secrets.put({ name: 'inside', value: 'x' });
    await expect(control.secrets.get({ name: 'inside' })).rejects.toMatchObject({ status: 404 });
  });
});

describe('credentials over the control API', () => {
  it('are those of BlueKing', async () => {
    await control.credentials.put({ name: 'deploy', username: 'deployer', password: 'password-of-deployer' });
    const { type, id } = await control.credentials.get({ name: 'deploy' });
    expect(type).toBe('USERNAME_PASSWORD');
    const detail = await gatewayCall(gateway.url, 'GET', 'get_credential_detail', { id: id.replaceAll('-', '') });
    expect(detail).toMatchObject({ data: { name: 'deploy', type: 'USERNAME_PASSWORD' } });
    expect((await control.credentials.reveal({ name: 'deploy' })).parts).toEqual({
      username: 'deployer',
      password: 'password-of-deployer',
    });
    expect((await control.credentials.list({ name: 'dep' })).credentials).toMatchObject([{ name: 'deploy', type }]);
    await expect(control.credentials.put({ name: 'half', username: 'u' })).rejects.toThrow('fits no type');
    expect(await control.credentials.delete({ name: 'deploy' })).toMatchObject({ deleted: 'deploy' });
  });
});

describe('the commands', () => {
  const dragoman = (...args: string[]) => runToEnd(args, { cwd: scratch.path, url: gateway.url });

  it('print a bare value and nothing else', async () => {
    writeFileSync(join(scratch.path, 'value'), 'from a file\n');
    expect(await dragoman('secrets', 'put', 'cli', '--value-file', 'value')).toMatchObject({ code: 0, err: '' });
    expect(await dragoman('secrets', 'get', 'cli', '--reveal')).toEqual({ code: 0, out: 'from a file\n', err: '' });
    expect((await dragoman('secrets', 'get', 'cli')).out).not.toContain('from a file');
    expect((await dragoman('secrets', 'get', 'cli', '--label', 'CURRENT')).err).toBe(
      'dragoman: --label goes with --reveal\n',
    );
    writeFileSync(join(scratch.path, 'bytes'), Buffer.from([0, 1, 2]));
    await dragoman('secrets', 'put', 'cli-bytes', '--binary-file', 'bytes');
    expect((await dragoman('secrets', 'get', 'cli-bytes', '--reveal')).out).toBe('\u0000\u0001\u0002');
  });

  it('move labels by name', async () => {
    await dragoman('secrets', 'put', 'cli', '--value', 'second');
    const { out } = await dragoman('secrets', 'labels', 'cli', '--set', 'blue=v1,green=v2', '--output', 'json');
    const { version_list: versions } = JSON.parse(out) as Awaited<ReturnType<typeof control.secrets.get>>;
    expect(versions.map(({ labels }) => labels.toSorted())).toEqual([
      ['PREVIOUS', 'blue'],
      ['CURRENT', 'green'],
    ]);
  });

  it('take a passphrase from a file, without the line break that it ends in', async () => {
    writeFileSync(join(scratch.path, 'passphrase'), 'of your choice\n');
    expect(await dragoman('state', 'export', '--file', 'state.bin', '--passphrase-file', 'passphrase')).toMatchObject({
      code: 0,
    });
    const byVariable = { cwd: scratch.path, url: gateway.url, env: { DRAGOMAN_PASSPHRASE: 'of your choice' } };
    const importing = ['state', 'import', '--file', 'state.bin'];
    expect(await runToEnd(importing, byVariable)).toMatchObject({ code: 0 });
    const wrong = await dragoman('state', 'import', '--file', 'state.bin', '--passphrase', 'another');
    expect(wrong.code).toBe(1);
    expect(await dragoman('state', 'import', '--file', 'state.bin', '--passphrase', 'of your choice')).toMatchObject({
      code: 0,
    });
  });

  it('apply seeds of a file, and name the line that is wrong', async () => {
    writeFileSync(join(scratch.path, 'seeds.yaml'), 'secrets:\n  - { name: seeded, value: hidden value }\n');
    expect((await dragoman('seeds', 'apply', 'seeds.yaml')).out).toMatch(/^secret +seeded +default +created$/m);
    writeFileSync(join(scratch.path, 'seeds.yaml'), 'secrets:\n  - name: seeded\n    valeu: hidden value\n');
    expect(await dragoman('seeds', 'apply', 'seeds.yaml')).toEqual({
      code: 1,
      out: '',
      err: 'dragoman: seeds.yaml:3: secrets.0.valeu is unknown: did you mean value?\n',
    });
    expect((await dragoman('seeds', 'apply')).err).toMatch(/^dragoman: there is nothing to apply/);
  });
});
