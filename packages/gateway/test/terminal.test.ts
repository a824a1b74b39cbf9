import { createHmac } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { controlClient } from '../src/index.ts';
import { openApiCaller } from './support/aliyun.ts';
import { esbCall } from './support/bk.ts';
import { DEVELOPMENT, gatewayForTest, type TestGateway } from './support/gateway.ts';
import { huaweiClient } from './support/huawei.ts';
import { scratchDirectory } from './support/process.ts';
import { shownBy } from './support/terminal.ts';

let gateway: TestGateway;
let scratch: ReturnType<typeof scratchDirectory>;
let rejectedId: string;

beforeAll(async () => {
  gateway = await gatewayForTest({ 'random-seed': '7' });
  scratch = scratchDirectory();
  const control = controlClient({ url: gateway.url });
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
  await control.sandboxes.create({ label: 'suite-a' });
});
// The commands advance the clock.
beforeEach(async () => {
  await controlClient({ url: gateway.url }).clock.set({ mode: 'frozen', at: '2026-01-01T00:00:00Z' });
});
afterAll(async () => {
  await gateway.close();
  scratch.remove();
});

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

const commands = (): string[][] => [
  ['journal', 'list'],
  ['journal', 'get', rejectedId],
  ['explain', rejectedId],
  ['faults', 'list'],
  ['faults', 'presets'],
  ['vaults', 'list'],
  ['secrets', 'list'],
  ['secrets', 'get', 'orders-db'],
  ['credentials', 'list'],
  ['snapshots', 'list'],
  ['sandboxes', 'list'],
  ['status'],
  ['clock', 'get'],
  ['clock', 'advance', '--by', '1d'],
];

const outputAt = (columns: number | null, env: Record<string, string> = {}, of = commands()): Promise<string> =>
  shownBy(of, { cwd: scratch.path, url: gateway.url, columns, env });

/** Without what differs from run to run; everything keeps its width. */
function steady(text: string): string {
  const blank = (match: string): string => match.replaceAll(/[0-9a-f]/g, '0');
  return text
    .replaceAll(/[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}/g, blank)
    .replaceAll(/sandbox-[0-9a-f]{8}-[0-9a-f]{4}/g, (match) => `sandbox-${blank(match.slice(8))}`)
    .replaceAll(/ +\d+\.\d$/gm, (match) => '0.0'.padStart(match.length))
    .replaceAll(/[\d.]+ ms$/gm, '0 ms')
    .replaceAll(/\d\.\d KB/g, '0.0 KB')
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

/** A dozen processes one after the other. */
const TIMEOUT_MS = 120_000;

const widest = (text: string): number =>
  Math.max(
    ...stripVTControlCharacters(text)
      .split('\n')
      .map(({ length }) => length),
  );

describe('what commands print', () => {
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
      const text = await outputAt(80, { NO_COLOR: '1' }, [
        ['journal', 'list'],
        ['explain', rejectedId],
        ['faults', 'list'],
        ['status'],
      ]);
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
