import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { controlClient, loadSettings } from '../src/index.ts';
import { SETTINGS } from '../src/command-line.ts';
import { gatewayForTest } from './support/gateway.ts';
import { runToEnd, scratchDirectory } from './support/process.ts';

let scratch: ReturnType<typeof scratchDirectory>;

beforeAll(() => {
  scratch = scratchDirectory();
});
afterAll(() => {
  scratch.remove();
});

const init = (...args: string[]) => runToEnd(['init', ...args], { cwd: scratch.path, url: 'http://127.0.0.1:1' });
const fileText = (name: string): string => readFileSync(join(scratch.path, 'project', name), 'utf8');

describe('dragoman init', () => {
  it('writes settings that are the defaults, and seeds that a gateway begins with', async () => {
    expect(await init('project')).toMatchObject({ code: 0, err: '' });
    const settings = await loadSettings({ flags: {}, env: {}, file: join(scratch.path, 'project/dragoman.yaml') });
    expect(settings).toEqual({ ...(await loadSettings({ flags: {}, env: {}, file: {} })), seed_file: 'seeds.yaml' });
    const gateway = await gatewayForTest({ 'seed-file': join(scratch.path, 'project/seeds.yaml') });
    try {
      const { secrets } = await controlClient({ url: gateway.url }).secrets.list();
      expect(secrets.map(({ name, versions }) => [name, versions])).toEqual([
        ['example-database', 1],
        ['example-deploy-account', 1],
        ['example-rotated', 2],
      ]);
    } finally {
      await gateway.close();
    }
  });

  it('names every setting, each with a default that can be taken in', async () => {
    const text = fileText('dragoman.yaml');
    for (const { path } of SETTINGS) expect(text).toMatch(new RegExp(`^#? *${path.at(-1) ?? ''}:`, 'm'));
    // A comment has an odd number of blanks behind its mark, a setting an even one.
    writeFileSync(join(scratch.path, 'all.yaml'), text.replace(/^#((?: {2})*)(?=\S)/gm, '$1'));
    const all = await loadSettings({ flags: {}, env: {}, file: join(scratch.path, 'all.yaml') });
    expect(all).toEqual({ ...(await loadSettings({ flags: {}, env: {}, file: {} })), seed_file: 'seeds.yaml' });
    expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(120);
  });

  it('writes over nothing unless it is told to', async () => {
    writeFileSync(join(scratch.path, 'project/seeds.yaml'), 'mine\n');
    expect(await init('project')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^dragoman: project\/dragoman\.yaml is there already/),
    });
    expect(fileText('seeds.yaml')).toBe('mine\n');
    expect((await init('project', '--force')).code).toBe(0);
    expect(fileText('seeds.yaml')).toContain('example-database');
  });
});

describe('dragoman start --help', () => {
  it('fits 80 columns, the common settings first', async () => {
    const { out } = await runToEnd(['start', '--help'], { cwd: scratch.path, url: 'http://127.0.0.1:1' });
    expect(Math.max(...out.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
    const headings = [...out.matchAll(/^(\S.*):$/gm)].map(([, heading]) => heading);
    expect(headings[0]).toBe('Common');
    expect(headings).toContain("Aliyun's door");
    expect(out.indexOf('--port')).toBeLessThan(out.indexOf('--journal-bytes'));
  });
});
