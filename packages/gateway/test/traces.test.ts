import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { openApiCaller } from './support/aliyun.ts';
import { codeOf, stepsUnder, type TraceStep } from './support/doc-traces.ts';
import { huaweiClient } from './support/huawei.ts';
import { scratchDirectory } from './support/process.ts';
import { traceGateway, type TracedProcess } from './support/traced-process.ts';

const START = stepsUnder('A start');
const READ = stepsUnder('Following one request');
const ROTATION = stepsUnder('RotateSecret to its finished task');

/** As many requests as a task may take to end; it ends within a few. */
const MAX_LOOKS = 200;

const opened: (() => unknown)[] = [];
let gateway: TracedProcess;
let started: readonly TraceStep[];

beforeAll(async () => {
  const scratch = scratchDirectory();
  opened.push(() => scratch.remove());
  const directory = join(scratch.path, 'ready.d');
  mkdirSync(directory);
  writeFileSync(join(directory, '10-nothing'), '#!/bin/sh\n');
  chmodSync(join(directory, '10-nothing'), 0o755);
  gateway = await traceGateway(
    [...new Map([...START, ...READ, ...ROTATION].map((step) => [nameOf(step), step])).values()],
    ['--port', '0', '--ready-dir', directory, '--json'],
    scratch.path,
  );
  opened.push(() => gateway.close());
  started = await gateway.takeSteps();
});
afterAll(async () => {
  for (const close of opened.toReversed()) await close();
});

function nameOf({ path, name }: TraceStep): string {
  return `${path} · ${name}`;
}

/**
 * The documented steps up to the first that did not run after the one before it: all of them, where the page is right.
 */
function confirmed(documented: readonly TraceStep[], ran: readonly TraceStep[]): readonly string[] {
  const names = ran.map(nameOf);
  let from = 0;
  const missing = documented.findIndex((step, index) => {
    const { entries, identifiers } = codeOf(step);
    // An entry of a table has no code of its own: it names the next step, which has.
    if (entries.length === 0) return !identifiers.has(documented[index + 1]?.name ?? '');
    from = names.indexOf(nameOf(step), from) + 1;
    return from === 0;
  });
  return documented.slice(0, missing === -1 ? undefined : missing).map(nameOf);
}

describe('what docs/architecture.md says happens, happens in that order', () => {
  it('at a start', () => {
    expect(confirmed(START, started)).toEqual(START.map(nameOf));
  });

  it('when a secret is read', async () => {
    const call = openApiCaller(new URL(gateway.url).host);
    await call('CreateSecret', { SecretName: 'read', SecretData: 'x', VersionId: '1' });
    await gateway.takeSteps();
    await call('GetSecretValue', { SecretName: 'read' });
    expect(confirmed(READ, await gateway.takeSteps())).toEqual(READ.map(nameOf));
  });

  it('from RotateSecret to its finished task', async () => {
    const client = huaweiClient(gateway.url);
    const secret = { name: 'rotated', secret_string: '{"users":[{"name":"root","password":"old"}]}' };
    const rotation = { secret_type: 'RDS-FG', rotation_config: '{"InstanceId":"i","SecretSubType":"SingleUser"}' };
    await client.call('POST', 'secrets', { ...secret, ...rotation });
    await gateway.takeSteps();
    await client.call('POST', 'secrets/rotated/rotate');
    const statusOfTask = async (): Promise<string | undefined> => {
      const { tasks } = (await client.call('GET', 'csms/tasks')) as unknown as {
        readonly tasks: readonly { readonly task_status: string }[];
      };
      return tasks[0]?.task_status;
    };
    let status = await statusOfTask();
    for (let looks = 0; status === 'PROCESSING' && looks < MAX_LOOKS; looks += 1) status = await statusOfTask();
    expect(status).toBe('SUCCESS');
    expect(confirmed(ROTATION, await gateway.takeSteps())).toEqual(ROTATION.map(nameOf));
  });
});
