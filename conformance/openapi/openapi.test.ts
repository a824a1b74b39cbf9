import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { run, type StartedGateway, startGatewayBy } from '../support/commands.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const HERE = fileURLToPath(new URL('.', import.meta.url));
const TOOLS = join(HERE, '.venv', 'bin');
const MAX_MODELS = 60;

const scratch = mkdtempSync(join(tmpdir(), 'dragoman-openapi-'));
const document = join(scratch, 'openapi.json');
let gateway: StartedGateway;

before(async () => {
  const cli = join(ROOT, 'packages', 'gateway', 'bin', 'dragoman.mjs');
  gateway = await startGatewayBy({ cwd: scratch }, process.execPath, cli, 'start', '--memory', '--port', '0', '--json');
  writeFileSync(document, await (await fetch(`${gateway.url}/_dragoman/openapi.json`)).text());
});

after(async () => {
  await gateway.stop();
  rmSync(scratch, { recursive: true, force: true });
});

test('openapi-python-client makes a small client without a warning, which works', async () => {
  const env = { PATH: [TOOLS, process.env['PATH']].join(delimiter) };
  const client = join(scratch, 'python');
  const flags = [
    '--path',
    document,
    '--config',
    join(HERE, 'python.yaml'),
    '--output-path',
    client,
    '--fail-on-warning',
  ];
  const said = await run({ cwd: scratch, env }, join(TOOLS, 'openapi-python-client'), 'generate', ...flags);
  assert.doesNotMatch(said, /warning/i);
  const models = readdirSync(join(client, 'dragoman_control_api_client', 'models'));
  assert.ok(
    models.filter((file) => file !== '__init__.py' && file.endsWith('.py')).length <= MAX_MODELS,
    models.join(' '),
  );
  const program = `
from dragoman_control_api_client import Client
from dragoman_control_api_client.api.clock import clock_advance, clock_get
from dragoman_control_api_client.api.faults import faults_add, faults_list
from dragoman_control_api_client.models import ClockAdvanceRequest, FaultRules
from dragoman_control_api_client.models import FaultMatch, FaultResponse, FaultRule

client = Client(base_url="${gateway.url}/_dragoman")
before = clock_get.sync(client=client)
report = clock_advance.sync(client=client, body=ClockAdvanceRequest(by="1h"))
assert report.now_ms - before.now_ms >= 3_600_000
rule = FaultRule(name="slow", match=FaultMatch(door="huawei"), fault=FaultResponse(latency_ms=5))
faults_add.sync(client=client, body=FaultRules(rules=[rule]))
print(before.mode, report.mode, [fault.rule.name for fault in faults_list.sync(client=client).rules])
`;
  const answer = await run({ cwd: client }, join(TOOLS, 'python'), '-c', program);
  assert.equal(answer, "real offset ['slow']");
});

test('openapi-typescript makes types without a warning, which hold for a program', async () => {
  const folder = join(scratch, 'typescript');
  cpSync(document, join(folder, 'openapi.json'));
  const tools = ['openapi-typescript@7.13.0', 'openapi-fetch@0.17.0', 'typescript@5.9.3', '@types/node@22'];
  await run({ cwd: folder }, 'npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', ...tools);
  const said = await run({ cwd: folder }, 'npx', 'openapi-typescript', 'openapi.json', '--output', 'control.ts');
  assert.doesNotMatch(said, /warn/i);
  const program = `
import createClient from 'openapi-fetch';
import type { components, paths } from './control.ts';

const client = createClient<paths>({ baseUrl: '${gateway.url}/_dragoman' });
const { data } = await client.GET('/clock');
const clock: components['schemas']['Clock'] | undefined = data;
// @ts-expect-error -- the answer is typed
const wrong: number = clock?.mode ?? '';
const { data: list } = await client.GET('/faults');
const names: readonly (string | undefined)[] | undefined = list?.rules.map(({ rule }) => rule.name);
console.log(typeof clock?.now_ms, names);
`;
  writeFileSync(join(folder, 'program.mts'), program);
  const flags = ['--strict', '--module', 'nodenext', '--target', 'es2024', '--allowImportingTsExtensions', '--noEmit'];
  await run({ cwd: folder }, 'npx', 'tsc', ...flags, '--types', 'node', 'program.mts');
  assert.equal(await run({ cwd: folder }, process.execPath, 'program.mts'), "number [ 'slow' ]");
});
