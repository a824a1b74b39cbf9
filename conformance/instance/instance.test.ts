import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { run } from '../support/commands.ts';
import { keepExercised } from '../support/exercised.ts';
import { CLIENTS, type Client, LIVES } from './clients.ts';
import { type Estate, environmentOf, INSTANCE, newEstate } from './estate.ts';

const pathOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const CLI = pathOf('../../packages/gateway/dist/cli.js');
const HOST = `${INSTANCE}.cryptoservice.kms.aliyuncs.com`;

/** What a client prints: by operation, a proof of its success and the code of one error. */
type Results = Readonly<Record<string, { readonly success: string; readonly error: string }>>;

const { INSTANCE_TOOLCHAINS = '', INSTANCE_ALL = '' } = process.env;

const scratch = mkdtempSync(join(tmpdir(), 'dragoman-instance-'));
let estate: Estate;

before(async () => {
  const directory = join(scratch, 'gateway');
  mkdirSync(directory);
  estate = await newEstate(directory, CLI);
});

keepExercised('instance', 'conformance/instance/instance.test.ts', () => estate.gateway.url);

after(async () => {
  await estate.gateway.stop();
  rmSync(scratch, { recursive: true, force: true });
});

for (const client of CLIENTS)
  testOf(client, 'over https', async () => {
    assert.deepEqual(await resultsOf(client.command), client.expected);
  });

/** By the instance's own name, with nothing but `exec` and the CA to lead it here. */
for (const client of CLIENTS)
  testOf(client, "by the instance's host name under exec", async () => {
    assert.deepEqual(await resultsUnderExec(client, { ENDPOINT: HOST }), client.expected);
  });

/** From the purchase of an instance to its release; each is at the endpoints of the vendor. */
for (const client of LIVES)
  testOf(client, 'the life of an instance under exec', async () => {
    assert.deepEqual(await resultsUnderExec(client, { DIRECTORY: scratch }), client.expected);
  });

/** `npm test` sends a part of these, and this suite less of them than it can: see `run --all`. */
const MUTATIONS = INSTANCE_ALL === '' ? 5_000 : 100_000;

test(`${MUTATIONS} messages changed at random: no internal error`, async () => {
  const root = pathOf('../..');
  const env = { DRAGOMAN_TEST_MUTATIONS: String(MUTATIONS), NODE_OPTIONS: '--experimental-vm-modules' };
  const jest = join(root, 'node_modules/.bin/jest');
  await run({ cwd: root, env }, jest, 'packages/adapter-aliyun/test/dkms/mutations');
});

function testOf({ name, needs }: Client, how: string, run: () => Promise<void>): void {
  const skip = INSTANCE_TOOLCHAINS.split(' ').includes(needs) ? false : `${needs} is missing`;
  test(`${name}, ${how}`, { skip }, run);
}

function resultsUnderExec({ command }: Client, more: Readonly<Record<string, string>>) {
  const env = { DRAGOMAN_URL: estate.gateway.url, NO_PROXY: '', ...more };
  return resultsOf([process.execPath, CLI, 'exec', '--', ...command], env);
}

async function resultsOf([program = '', ...args]: readonly string[], more: Readonly<Record<string, string>> = {}) {
  const env = environmentOf(estate, scratch, more);
  const printed = await run({ cwd: scratch, env }, program, ...args);
  const line = printed.split('\n').findLast((one) => one.startsWith('{')) ?? '{}';
  const results = JSON.parse(line) as Results;
  return Object.fromEntries(
    Object.entries(results).map(([operation, { success, error }]) => [operation, [lower(success), error]]),
  );
}

/** Python writes booleans with a capital. */
function lower(success: string): string {
  return success === 'True' ? 'true' : success;
}
