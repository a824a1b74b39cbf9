import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { loadSettings } from './load.ts';
import { SETTINGS } from './setting-definitions.ts';
import { checkValue, valueFromText } from './values.ts';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'dragoman-config-'));
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

function yamlFile(text: string): string {
  const path = join(directory, 'dragoman.yaml');
  writeFileSync(path, text);
  return path;
}

const load = (flags: Record<string, string>, env: Record<string, string> = {}, file: string | null = null) =>
  loadSettings({ flags, env, file });

describe('settings', () => {
  it('have a flag, a variable and a key each, all different', () => {
    for (const name of ['key', 'flag', 'variable'] as const) {
      expect(new Set(SETTINGS.map((setting) => setting[name])).size).toBe(SETTINGS.length);
    }
  });

  it.each(SETTINGS.map((setting) => [setting.key, setting] as const))(
    '%s is described and its default fits',
    (_key, setting) => {
      expect(setting.schema['description']).toEqual(expect.any(String));
      const value: unknown = setting.schema['default'];
      if (value !== undefined) {
        expect(() => {
          checkValue({ setting, value, source: 'default' });
        }).not.toThrow();
        // What the help shows as the default can be given as a flag.
        expect(valueFromText(setting.schema, typeof value === 'string' ? value : JSON.stringify(value))).toEqual(value);
      }
    },
  );

  it('come from the file, then the environment, then flags, each over the one before', async () => {
    const file = yamlFile('port: 1\nhost: 127.0.0.2\ndata_dir: here\n');
    expect(await load({}, {}, file)).toMatchObject({ port: 1, host: '127.0.0.2', data_dir: 'here', memory: false });
    expect(await load({}, { DRAGOMAN_PORT: '2' }, file)).toMatchObject({ port: 2, host: '127.0.0.2' });
    expect(await load({ port: '3' }, { DRAGOMAN_PORT: '2', DRAGOMAN_CONFIG: file })).toMatchObject({
      port: 3,
      host: '127.0.0.2',
    });
  });

  it('read a boolean flag without a value as true', async () => {
    expect(await load({ memory: 'true' })).toMatchObject({ memory: true });
    expect(await load({}, { DRAGOMAN_MEMORY: '0' })).toMatchObject({ memory: false });
  });

  it('bind addresses to vaults from a file or from JSON', async () => {
    const vaults = { team: ['huawei:p1', 'aliyun:1/cn-beijing', 'bk:biz/7'] };
    expect(await load({}, {}, yamlFile(`vaults: ${JSON.stringify(vaults)}`))).toMatchObject({ vaults });
    expect(await load({ vaults: JSON.stringify(vaults) })).toMatchObject({ vaults });
  });

  it.each([
    ['a fraction', { port: '1.5' }, 'port = "1.5" (--port) does not fit: give a whole number from 0 to 65535'],
    [
      'a number out of range',
      { port: '65536' },
      'port = "65536" (--port) does not fit: give a whole number from 0 to 65535',
    ],
    ['a choice that is none', { auth: 'none' }, 'auth.mode = "none" (--auth) does not fit: give strict or lenient'],
    ['a boolean that is none', { memory: 'perhaps' }, 'memory = "perhaps" (--memory) does not fit: give true or false'],
    ['an unknown flag', { 'data-dri': 'x' }, 'unknown flag --data-dri: did you mean --data-dir?'],
    ['a former flag', { seed: '7' }, 'unknown flag --seed: it is called --random-seed now'],
    ['a former flag of a group', { 'proxy-others': 'pass' }, 'it is called --proxy-unknown-hosts now'],
  ])('reject %s, naming key, value and remedy', async (_what, flags, message) => {
    await expect(load(flags)).rejects.toThrow(message);
  });

  it('ignore what Kubernetes sets for a service of their name, and nothing like it', async () => {
    const links = {
      DRAGOMAN_SERVICE_HOST: '10.96.0.7',
      DRAGOMAN_SERVICE_PORT: '4600',
      DRAGOMAN_SERVICE_PORT_HTTP: '4600',
      DRAGOMAN_PORT: 'tcp://10.96.0.7:4600',
      DRAGOMAN_PORT_4600_TCP: 'tcp://10.96.0.7:4600',
      DRAGOMAN_PORT_4600_TCP_PROTO: 'tcp',
      DRAGOMAN_PORT_4600_TCP_PORT: '4600',
      DRAGOMAN_PORT_4600_TCP_ADDR: 'fd00::7',
      DRAGOMAN_TEST_SERVICE_HOST: '10.96.0.8',
      DRAGOMAN_TEST_PORT: 'tcp://10.96.0.8:80',
    };
    expect(await load({}, links)).toEqual(await load({}));
    for (const [variable, value] of [
      ['DRAGOMAN_PORT', 'tcp://10.96.0.7'],
      ['DRAGOMAN_SERVICE_HOST', 'somewhere else'],
      ['DRAGOMAN_PORT_4600_TCP_NAME', 'x'],
      ['DRAGOMAN_SERVICE_HOSTS', '10.96.0.7'],
    ] as const)
      await expect(load({}, { [variable]: value })).rejects.toThrow(variable);
  });

  it('ignore what tests in Python, Java and Go take', async () => {
    const taken = { DRAGOMAN_BIN: '/x', DRAGOMAN_IMAGE: 'x', DRAGOMAN_RECEIPT: 'r.md', DRAGOMAN_MIN_GRADE: 'inferred' };
    expect(await load({}, taken)).toEqual(await load({}));
  });

  it('come from what would stand in a file', async () => {
    const settings = await loadSettings({
      flags: {},
      env: { DRAGOMAN_PORT: '1' },
      file: { port: 2, memory: true, log: { requests: 'all' } },
    });
    expect(settings).toMatchObject({ port: 1, memory: true, log: { requests: 'all', format: 'text' } });
    await expect(loadSettings({ flags: {}, env: {}, file: { log: { request: 'all' } } as object })).rejects.toThrow(
      'unknown key log.request (given): did you mean log.requests',
    );
  });

  it('reject what a file may not hold', async () => {
    await expect(load({}, {}, yamlFile('prot: 1'))).rejects.toThrow('unknown key prot');
    await expect(load({}, {}, yamlFile('auth: strict'))).rejects.toThrow(
      /auth = "strict" .* does not fit: give a map with mode/,
    );
    await expect(load({}, {}, yamlFile('- 1'))).rejects.toThrow(/does not fit: give a map with port, host/);
    await expect(load({}, {}, yamlFile('vaults: { x: [nowhere] }'))).rejects.toThrow(
      /^vaults\.x\.0 \(.*dragoman\.yaml\) does not fit: give huawei:<project id>, /,
    );
    await expect(load({}, { DRAGOMAN_CONTROL_TOKEN: 'hunter2' })).rejects.toThrow(
      /^control\.token \(DRAGOMAN_CONTROL_TOKEN\) is too short: give a string of at least 16 characters$/,
    );
    await expect(load({}, {}, join(directory, 'none.yaml'))).rejects.toThrow(/config = ".*none\.yaml" does not exist/);
  });
});
