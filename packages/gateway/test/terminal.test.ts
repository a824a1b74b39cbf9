import { createHmac } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { controlClient } from '../src/index.ts';
import { openApiCaller } from './support/aliyun.ts';
import { esbCall } from './support/bk.ts';
import { DEVELOPMENT, gatewayForTest, type TestGateway } from './support/gateway.ts';
import { huaweiClient } from './support/huawei.ts';
import { scratchDirectory } from './support/process.ts';
import { commandNames, shownBy } from './support/terminal.ts';

let gateway: TestGateway;
let scratch: ReturnType<typeof scratchDirectory>;
let rejectedId: string;
let sandboxId: string;

// The commands change what the next ones would show.
beforeEach(async () => {
  gateway = await gatewayForTest({ 'random-seed': '7' });
  scratch = scratchDirectory();
  await (await gatewayForTest({ memory: 'false', 'data-dir': join(scratch.path, 'kept') })).close();
  writeFileSync(join(scratch.path, 'value'), 'hidden value');
  const secrets = ['seeded', 'orders-db'].map((name) => ({ name, value: 'hidden value' }));
  writeFileSync(join(scratch.path, 'seeds.json'), JSON.stringify({ secrets }));
  for (const [name, answered] of [
    ['before.json', {}],
    ['after.json', { Tags: [] }],
  ] as const)
    writeFileSync(join(scratch.path, name), JSON.stringify(recordingOf(answered)));
  const control = controlClient({ url: gateway.url });
  await control.clock.set({ mode: 'frozen', at: '2026-01-01T00:00:00Z' });
  await huaweiClient(gateway.url).call('POST', 'secrets', { name: 'orders-db', secret_string: 'hidden value' });
  await huaweiClient(gateway.url)
    .call('GET', 'secrets/orders/versions/latest')
    .catch(() => undefined);
  await esbCall(gateway.url, 'create_credential', {
    name: 'deploy account of the billing service',
    type: 'USERNAME_PASSWORD',
    credential_username: 'deploy',
    credential_password: 'hidden value',
  });
  await fetch(`${gateway.url}/?${wronglyEncoded({ Filters: 'orders of the shop' })}`);
  rejectedId = (await control.journal.list({ newest: true, limit: 1 })).entries[0]?.request_id ?? '';
  await control.faults.preset({ preset: 'aliyun-throttle', match: { operation: 'GetSecretValue' } });
  const aliyun = openApiCaller(gateway.host);
  await aliyun('GetSecretValue', { SecretName: 'orders-db' }).catch(() => undefined);
  await control.faults.add({
    rules: [
      { name: 'slow login', match: { door: 'huawei' }, fault: { latency_ms: 200, error: 'CSMS.0001' }, times: 3 },
    ],
  });
  await control.snapshots.save({ name: 'before-upgrade' });
  sandboxId = (await control.sandboxes.create({ label: 'suite-a', keeps_handed_out: true })).id;
});
afterEach(async () => {
  await gateway.close();
  scratch.remove();
});

/** A run that asked for one random password, whose answer has further fields. */
function recordingOf(further: object) {
  const empty = { format: 'empty', shape: 'null' };
  const shape = { RandomPassword: 'text<=64', RequestId: 'text:uuid', ...further };
  const headers = [
    ['content-type', 'application/json;charset=utf-8'],
    ['x-acs-request-id', 'text:uuid'],
  ];
  const request = { method: 'POST', headers: [], query: empty, body: empty };
  const answer = { status: 200, headers, body: { format: 'json', shape } };
  const exchanges = [{ operation: 'GetRandomPassword', request, answer }];
  const head = { format: 'dragoman-recording/1', date: '2026-11-30', door: 'aliyun', services: ['kms'] };
  return { ...head, region: 'cn-hangzhou', sdks: ['TeaDSL/1'], exchanges, steps: [0], left_out: [], unknown_fields: 0 };
}

/** A query as a client signs it that takes blanks for plus signs. */
function wronglyEncoded(own: Record<string, string>): string {
  const all: Record<string, string> = {
    AccessKeyId: DEVELOPMENT.accessKey,
    Action: 'ListSecrets',
    SignatureMethod: 'HMAC-SHA1',
    SignatureNonce: 'n',
    SignatureVersion: '1.0',
    Timestamp: '2026-01-01T00:00:00Z',
    Version: '2016-01-20',
    ...own,
  };
  const encoded = Object.keys(all)
    .toSorted()
    .map((name) => `${name}=${encodeURIComponent(all[name] ?? '').replaceAll('%20', '+')}`)
    .join('&');
  const signature = createHmac('sha1', `${DEVELOPMENT.secretKey}&`)
    .update(`GET&%2F&${encodeURIComponent(encoded)}`)
    .digest('base64');
  return `${encoded}&Signature=${encodeURIComponent(signature)}`;
}

/** Every command for people, as it shows what it has to say; those that change something come last. */
const commands = (): string[][] => [
  ['journal', 'list'],
  ['journal', 'get', rejectedId],
  ['explain', rejectedId],
  ['verify', '--assertions', '[{"operation":"CreateSecret"},{"operation":"DeleteSecret","times":{"exactly":0}}]'],
  ['faults', 'list'],
  ['faults', 'presets'],
  ['vaults', 'list'],
  ['secrets', 'list'],
  ['secrets', 'get', 'orders-db'],
  ['secrets', 'answers', 'orders-db'],
  ['secrets', 'losses', 'orders-db'],
  ['credentials', 'list'],
  ['credentials', 'get', 'deploy account of the billing service'],
  ['snapshots', 'list'],
  ['sandboxes', 'list'],
  ['sandboxes', 'get', sandboxId],
  ['sandboxes', 'values', sandboxId],
  ['hosts', 'list'],
  ['proxy', 'list'],
  ['health'],
  ['ready'],
  ['version'],
  ['status'],
  ['connection'],
  ['doors', 'list'],
  ['permissions', 'check', '--door', 'huawei', '--identity', 'development', '--operation', 'ListSecrets'],
  ['permissions', 'minimal'],
  ['doctor'],
  ['ca', 'path'],
  ['state', 'check', '--data-dir', 'kept'],
  ['state', 'salvage', 'whole', '--data-dir', 'kept'],
  ['clock', 'get'],
  ['clock', 'due'],
  ['clock', 'advance', '--by', '1d'],
  ['clock', 'set', '--mode', 'offset', '--offset', '2h'],
  ['init', 'initial'],
  ['exec', '--', 'true'],
  ['record', '--upstream', gateway.url, '--door', 'aliyun', '--out', 'run.json', '--', 'true'],
  ['conform', '--door', 'aliyun', '--operation', 'GetRandomPassword'],
  ['conform', '--recording', 'after.json'],
  ['diff', 'before.json', 'after.json'],
  ['receipt', '--sandbox', sandboxId],
  ['faults', 'preset', 'lost-answer'],
  ['faults', 'add', '--rules', '[{"fault":"throttle"}]'],
  ['faults', 'set', '--rules', '[{"match":{"door":"bk"},"fault":"throttle"}]'],
  ['faults', 'delete', '5'],
  ['faults', 'clear'],
  ['hosts', 'add', '--hosts', '["secrets.example.com"]'],
  ['proxy', 'clear'],
  ['vaults', 'bind', 'shared', '--addresses', '["bk:biz/2"]'],
  ['vaults', 'unbind', 'shared'],
  ['secrets', 'put', 'shop-key', '--value-file', 'value'],
  ['secrets', 'labels', 'shop-key', '--set', 'blue=v1'],
  ['secrets', 'delete', 'shop-key', '--days', '7'],
  ['secrets', 'restore', 'shop-key'],
  ['credentials', 'put', 'robot', '--username', 'robot', '--password-file', 'value'],
  ['credentials', 'delete', 'robot'],
  ['instances', 'create', 'kst-local'],
  ['instances', 'add', 'kst-local', '--secrets', '["shop-key"]'],
  ['instances', 'list'],
  ['seeds', 'apply', 'seeds.json'],
  ['identities', 'create', '--identities', '[{"id":"ops"}]'],
  ['snapshots', 'save', 'after-upgrade'],
  ['snapshots', 'load', 'after-upgrade'],
  ['snapshots', 'delete', 'after-upgrade'],
  ['baseline', 'set'],
  ['baseline', 'clear'],
  ['state', 'hash'],
  ['state', 'export', '--file', 'state.bin'],
  ['state', 'import', '--file', 'state.bin'],
  ['sandboxes', 'create', '--label', 'suite-b'],
  ['sandboxes', 'delete', sandboxId],
  ['journal', 'clear'],
  ['reset'],
];

/** What they print is for shells and programs, without a width; what `start` prints as it runs is in cli.test.ts. */
const FOR_PROGRAMS = [
  ...['ca print', 'completion', 'credentials reveal', 'env', 'install', 'journal follow', 'metrics'],
  ...['secrets reveal', 'start', 'tls authority'],
];

const outputAt = async (columns: number | null, env: Record<string, string> = {}, of = commands()): Promise<string> =>
  withoutProgress(await shownBy(of, { cwd: scratch.path, url: gateway.url, columns, env }));

/** On a machine with other things to do a command may take long enough to say that it goes on. */
function withoutProgress(text: string): string {
  return text
    .split('\r\u001b[2K')
    .filter((part) => !/^[^\n]*… \d+ s$/.test(part))
    .join('');
}

/** Of a sandbox, in whatever style. */
const CREDENTIALS = new RegExp(
  [
    String.raw`^((?:\u001b\[2m)?(?:huawei|aliyun|bk) `,
    String.raw`(?:ak|sk|project_id|password|access_key_\w+|bk_app_secret|bk_token) +(?:\u001b\[22m)?)(\S+)$`,
  ].join(''),
  'gm',
);

/** Without what differs from run to run; everything keeps its width. */
function steady(text: string): string {
  const blank = (match: string): string => match.replaceAll(/[0-9a-f]/g, '0');
  return text
    .replaceAll(/[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}/g, blank)
    .replaceAll(/sandbox-[0-9a-f]{8}-[0-9a-f]{4}/g, (match) => `sandbox-${blank(match.slice(8))}`)
    .replaceAll(/ +\d+\.\d$/gm, (match) => '0.0'.padStart(match.length))
    .replaceAll(/[\d.]+ ms$/gm, '0 ms')
    .replaceAll(/\(\d+\.\d s\)/g, '(0.0 s)')
    .replaceAll(/\d\.\d KB/g, '0.0 KB')
    .replaceAll(/\b[0-9a-f]{64}\b/g, blank)
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:00000')
    .replaceAll(CREDENTIALS, (_line, name: string, value: string) => name + value.replaceAll(/[A-Za-z\d]/g, '0'))
    .replaceAll(/20\d\d-\d\d-\d\d \d\d:\d\d:\d\d/g, (time) =>
      time.startsWith('2026-01-0') ? time : time.replaceAll(/\d/g, '0'),
    );
}

/** Compares with what was recorded and looked at; RECORD_FIXTURES=1 records. */
function expectRecorded(name: string, text: string): void {
  const path = fileURLToPath(new URL(`terminal/${name}`, import.meta.url));
  if (process.env['RECORD_FIXTURES'] === '1') writeFileSync(path, text);
  if (!existsSync(path)) throw new Error(`${name} is not recorded: run with RECORD_FIXTURES=1 and look at it`);
  expect(text).toBe(readFileSync(path, 'utf8'));
}

/** As wide as the picture is, which `npm run docs` makes of it. */
const README_COLUMNS = 108;

/** A terminal and fifty commands in it. */
const TIMEOUT_MS = 60_000;

const widest = (text: string): number =>
  Math.max(
    ...stripVTControlCharacters(text)
      .split('\n')
      // Neither what was typed nor lines of stderr, which stay whole for those who look for them.
      .filter((line) => !/^(\$|dragoman:) /.test(line))
      .map(({ length }) => length),
  );

const names = commandNames();

it('every command is among those that are looked at', () => {
  const lines = commands().map((args) => args.join(' '));
  const unseen = names.filter((name) => !lines.some((line) => `${line} `.startsWith(`${name} `)));
  expect(unseen.filter((name) => !/^(migrate|rehearse) /.test(name)).toSorted()).toEqual(FOR_PROGRAMS);
});

describe('what commands print', () => {
  it(
    'is help that fits a terminal of 80 columns',
    async () => {
      const text = await outputAt(
        80,
        {},
        names.map((name) => [...name.split(' '), '--help']),
      );
      expect(text.match(/^Usage: /gm)).toHaveLength(names.length);
      expect(text.split('\n').filter((line) => widest(line) > 80)).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it.each([80, 140])(
    'fits a terminal of %i columns, in colours',
    async (columns) => {
      const text = steady(await outputAt(columns));
      expectRecorded(`${columns}.ansi`, text);
      expect(widest(text)).toBeLessThanOrEqual(columns);
      expect(text).toContain('\u001b[');
      expect(text).not.toContain('hidden value');
    },
    TIMEOUT_MS,
  );

  it(
    'looks as README shows it',
    async () => {
      const commands = [
        ['journal', 'list'],
        ['explain', rejectedId],
        ['faults', 'list'],
      ];
      const text = steady(await outputAt(README_COLUMNS, {}, commands));
      expectRecorded('readme.ansi', text.replaceAll(/0{8}(-0{4}){3}-0{12}/g, '5b2f0c1e-1df7-4158-9e2c-df427b13fb50'));
    },
    TIMEOUT_MS,
  );

  it(
    'has no colours where NO_COLOR says so',
    async () => {
      const text = await outputAt(80, { NO_COLOR: '1' });
      expect(widest(text)).toBeLessThanOrEqual(80);
      expect(text).not.toContain('\u001b[');
    },
    TIMEOUT_MS,
  );

  it(
    'is whole and without colours in a pipe',
    async () => {
      const text = steady(await outputAt(null));
      expectRecorded('pipe.txt', text);
      expect(text).not.toContain('\u001b');
      expect(text).not.toMatch(/…(\s|$)/);
      expect(widest(text)).toBeGreaterThan(80);
    },
    TIMEOUT_MS,
  );
});
