import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { controlClient } from '../../packages/control/src/index.ts';
import { PLAIN_ENV, startGatewayBy, type StartedGateway } from '../support/commands.ts';
import { CLIENTS, type RehearsedClient } from './clients.ts';
import { OBSERVED_FILE, type ObservedClient, observedOf, readObserved, type RehearsedCase } from './observed.ts';

const CLI = fileURLToPath(new URL('../../packages/gateway/dist/cli.js', import.meta.url));
const CREATE_CASES = 'reset-before,reset-mid-body,lost-answer';
const found = (process.env['DRAGOMAN_TEST_CLIENTS'] ?? '').split(' ');
const isRecording = process.env['RECORD_REHEARSALS'] === '1';
const observed = new Map<string, ObservedClient>();

const scratch = mkdtempSync(join(tmpdir(), 'dragoman-rehearse-'));
let gateway: StartedGateway;
/** Of the secret as BlueKing's clients name it. */
let credentialId = '';

before(async () => {
  const args = [CLI, 'start', '--memory', '--port', '0', '--json', '--auth', 'strict', '--log-requests', 'none'];
  gateway = await startGatewayBy({ cwd: scratch }, process.execPath, ...args);
  const control = controlClient({ url: gateway.url });
  await control.secrets.put({ vault: 'default', name: 'db', value: 'made up' });
  credentialId = (await control.secrets.get({ name: 'db' })).id.replaceAll('-', '');
  // A sandbox begins with the baseline.
  await control.baseline.set();
});
after(async () => {
  await gateway.stop();
  rmSync(scratch, { recursive: true, force: true });
  if (isRecording) record();
});

for (const client of CLIENTS) {
  const { language, name, retries, read, create } = client;
  const skip = found.includes(language) ? false : `${language} is not there`;
  test(`${language}: ${name}${retries ? ', retries switched on' : ''}`, { skip }, async () => {
    const cases = await rehearse(read);
    const creates = create === null ? null : await rehearse(create, '--cases', CREATE_CASES);
    const seen = observedOf(client, cases, creates);
    observed.set(keyOf(client), seen);
    if (!isRecording) assert.deepEqual(seen, expectedOf(client));
  });
}

function keyOf({ language, name, retries }: Pick<RehearsedClient, 'language' | 'name' | 'retries'>): string {
  return JSON.stringify([language, name, retries]);
}

function expectedOf(client: RehearsedClient): ObservedClient | undefined {
  const { language, name, retries } = client;
  return readObserved().find((one) => one.language === language && one.client === name && one.retries === retries);
}

async function rehearse(command: readonly string[], ...options: readonly string[]): Promise<readonly RehearsedCase[]> {
  const args = [CLI, 'rehearse', 'retry', '--json', '--url', gateway.url, ...options, '--', ...command];
  const env = { ...PLAIN_ENV, REHEARSED_CREDENTIAL: credentialId };
  const child = spawn(process.execPath, args, { cwd: scratch, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const { cases } = (await json(child.stdout)) as { readonly cases: readonly RehearsedCase[] };
  await ended;
  return cases;
}

/** In the order of the clients; what was not there stays as it was. */
function record(): void {
  const rows = CLIENTS.flatMap((client) => observed.get(keyOf(client)) ?? expectedOf(client) ?? []);
  writeFileSync(OBSERVED_FILE, `${JSON.stringify(rows, null, 2)}\n`);
}
