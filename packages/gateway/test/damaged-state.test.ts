import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';

import { ConfigError } from '../src/index.ts';
import { gatewayForTest, type TestGateway } from './support/gateway.ts';
import { huaweiClient } from './support/huawei.ts';
import { scratchDirectory } from './support/process.ts';

const NAMES = ['one', 'two', 'three'];

let scratch: ReturnType<typeof scratchDirectory>;
let data: string;
let file: string;
const running: TestGateway[] = [];

beforeEach(async () => {
  scratch = scratchDirectory();
  data = join(scratch.path, 'data');
  file = join(data, 'dragoman.db');
  const gateway = await start();
  for (const name of NAMES) await create(gateway, name, `value of ${name}`);
  await gateway.close();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((gateway) => gateway.close()));
  scratch.remove();
});

async function start(flags: Readonly<Record<string, string>> = {}): Promise<TestGateway> {
  const gateway = await gatewayForTest({ memory: 'false', 'data-dir': data, ...flags });
  running.push(gateway);
  return gateway;
}

async function create({ url }: TestGateway, name: string, value: string): Promise<void> {
  await huaweiClient(url).call('POST', 'secrets', { name, secret_string: value });
}

async function valueOf({ url }: TestGateway, name: string): Promise<unknown> {
  const answer = await huaweiClient(url).call('GET', `secrets/${name}/versions/latest`);
  return (answer['version'] as { readonly secret_string: string }).secret_string;
}

/** Changes the database behind the back of its store. */
const change = (sql: string): void => {
  const database = new Database(file);
  database.exec(sql);
  database.close();
};
/** A row that was not written with the root key. */
const damageSecret = (): void => {
  change(`UPDATE secret SET doc = replace(doc, '"two"', '"twp"') WHERE name = 'two'`);
};
/** A value that does not open, under a row that is whole. */
const damageValue = (): void => {
  change(`UPDATE sealed_value SET bytes = zeroblob(99) WHERE secret = (SELECT seq FROM secret WHERE name = 'two')`);
};
/** Beyond what a bounded start looks at. */
const makeLarge = (): void => {
  change('CREATE TABLE ballast (bytes BLOB); INSERT INTO ballast VALUES (zeroblob(5000000)); DROP TABLE ballast');
};

async function rejectionOf(flags: Readonly<Record<string, string>> = {}): Promise<string> {
  const error: unknown = await start(flags).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ConfigError);
  const { message } = error as ConfigError;
  expect(message).not.toContain('\n');
  return message;
}

describe('a start over a damaged row', () => {
  beforeEach(damageSecret);

  it('refuses in a line that names it and what helps, and leaves everything as it is', async () => {
    const before = readFileSync(file);
    const line = await rejectionOf();
    expect(line).toMatch(/^the state in "\S+" is damaged: a secret was not written with this root key/);
    expect(line).toContain('`dragoman state check` names all of it');
    expect(line).toContain('--state-on-damage serve');
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(await rejectionOf()).toBe(line);
  });

  it('serves with state.check_at_start: off, and refuses the row alone', async () => {
    const gateway = await start({ 'state-check-at-start': 'off' });
    expect(await valueOf(gateway, 'one')).toBe('value of one');
    await expect(valueOf(gateway, 'two')).rejects.toMatchObject({ httpStatusCode: 500 });
    expect(gateway.lines.filter((line) => line.startsWith('internal error'))).toEqual([
      expect.stringMatching(/is damaged: .*`dragoman state check` names what is$/),
    ]);
  });

  it('serves what is whole with state.on_damage: serve, and the next start is silent', async () => {
    const damaged = readFileSync(file);
    const gateway = await start({ 'state-on-damage': 'serve' });
    expect(gateway.lines).toEqual([
      expect.stringMatching(/^the state in "\S+" is damaged: .+ put aside, and what of it is whole is served$/),
      expect.stringMatching(/^damaged: a secret was not written with this root key/),
    ]);
    expect(await valueOf(gateway, 'one')).toBe('value of one');
    await expect(valueOf(gateway, 'two')).rejects.toMatchObject({ httpStatusCode: 404 });
    await create(gateway, 'two', 'anew');
    await gateway.close();
    const [aside = ''] = readdirSync(data).filter((name) => /^dragoman\.db\.damaged-\d+$/.test(name));
    expect(readFileSync(join(data, aside)).equals(damaged)).toBe(true);
    const next = await start({ 'state-check-at-start': 'full' });
    expect(next.lines).toEqual([]);
    expect([await valueOf(next, 'two'), await valueOf(next, 'three')]).toEqual(['anew', 'value of three']);
  });

  it('looks at a larger database only with state.check_at_start: full', async () => {
    makeLarge();
    const gateway = await start();
    expect(await valueOf(gateway, 'three')).toBe('value of three');
    await gateway.close();
    expect(await rejectionOf({ 'state-check-at-start': 'full' })).toMatch(/a secret was not written/);
  });
});

describe('a start over a damaged value', () => {
  beforeEach(damageValue);

  it('serves, as values are checked when they are read', async () => {
    const gateway = await start();
    await expect(valueOf(gateway, 'two')).rejects.toMatchObject({ httpStatusCode: 500 });
    expect(await valueOf(gateway, 'three')).toBe('value of three');
  });

  it('refuses with state.check_at_start: full', async () => {
    expect(await rejectionOf({ 'state-check-at-start': 'full' })).toMatch(/the value of version v1 of secret "two"/);
  });

  it('leaves the secret out with state.on_damage: serve', async () => {
    const gateway = await start({ 'state-check-at-start': 'full', 'state-on-damage': 'serve' });
    await expect(valueOf(gateway, 'two')).rejects.toMatchObject({ httpStatusCode: 404 });
    expect(await valueOf(gateway, 'one')).toBe('value of one');
  });
});

describe('a start over a database that was put back alone', () => {
  const copy = (): string => join(scratch.path, 'copy');
  beforeEach(async () => {
    copyFileSync(file, copy());
    const gateway = await start();
    await create(gateway, 'four', 'value of four');
    await gateway.close();
    copyFileSync(copy(), file);
  });

  it('refuses, and says how many changes are missing', async () => {
    expect(await rejectionOf()).toMatch(/is damaged: the last change that was answered is missing \(dragoman\.mark/);
  });

  it.each<Readonly<Record<string, string>>>([{ 'state-check-at-start': 'off' }, { 'state-on-damage': 'serve' }])(
    'serves with %j',
    async (flags) => {
      const gateway = await start(flags);
      expect(await valueOf(gateway, 'three')).toBe('value of three');
      await expect(valueOf(gateway, 'four')).rejects.toMatchObject({ httpStatusCode: 404 });
      expect(gateway.lines.some((line) => line.includes('is damaged'))).toBe(flags['state-on-damage'] === 'serve');
    },
  );

  it('serves once its mark is removed, as the line says', async () => {
    expect(await rejectionOf()).toContain('takes the removal of dragoman.mark');
    rmSync(join(data, 'dragoman.mark'));
    const gateway = await start();
    expect(await valueOf(gateway, 'three')).toBe('value of three');
    expect(existsSync(join(data, 'dragoman.mark'))).toBe(true);
  });
});

describe('a data directory that is removed while it is in use', () => {
  it('rejects every write in a line, and answers none that would be lost', async () => {
    const gateway = await start();
    await create(gateway, 'four', 'value of four');
    rmSync(data, { recursive: true });
    await expect(create(gateway, 'five', 'value of five')).rejects.toMatchObject({ httpStatusCode: 502 });
    expect(await valueOf(gateway, 'four')).toBe('value of four');
    await expect(valueOf(gateway, 'five')).rejects.toMatchObject({ httpStatusCode: 404 });
    expect(gateway.lines).toContainEqual(expect.stringMatching(/dragoman\.db" was removed while it was in use: stop/));
    await gateway.close();
    const next = await start();
    await create(next, 'five', 'value of five');
    expect(await valueOf(next, 'five')).toBe('value of five');
  });
});
