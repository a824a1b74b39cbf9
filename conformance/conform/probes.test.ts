import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { openSandbox } from '../../packages/conform/src/probes/probe-sandbox.ts';
import type { Probe } from '../../packages/conform/src/probes/probe.ts';
import { runProbe } from '../../packages/conform/src/probes/run-probe.ts';
import { MACHINE, probeGateway } from '../../packages/conform/test/support/probe-gateway.ts';
import { makeProbes, SETTINGS } from './make-probes.ts';

const DATA = new URL('../../packages/conform/src/probes/data/', import.meta.url);
const IS_RECORDING = process.env['RECORD_FIXTURES'] === '1';

let gateway: Awaited<ReturnType<typeof probeGateway>>;
before(async () => {
  gateway = await probeGateway(SETTINGS);
});
after(() => gateway.close());

/** A probe with what its compared steps answer now. */
async function withExpected(probe: Probe): Promise<Probe> {
  const opened = await openSandbox(gateway, probe.door, MACHINE);
  try {
    const probed = (await runProbe(probe, opened.target)).values();
    const steps = probe.steps.map((step) => {
      const found = step.name === undefined ? undefined : probed.next().value?.found;
      return found === undefined ? step : { ...step, expected: found };
    });
    return { ...probe, steps };
  } finally {
    await opened.close();
  }
}

// RECORD_FIXTURES=1 writes what is answered now.
for (const door of ['huawei', 'aliyun', 'aliyun-instance', 'bk'] as const) {
  test(`what the probes of ${door} expect is what the gateway answers, twice alike`, async () => {
    const made: Probe[] = [];
    for (const probe of makeProbes(door)) made.push(await withExpected(probe));
    const text = `[\n${made.map((probe) => JSON.stringify(probe)).join(',\n')}\n]\n`;
    if (IS_RECORDING) {
      writeFileSync(new URL(`${door}.json`, DATA), text);
      writeFileSync(new URL('settings.json', DATA), `${JSON.stringify(SETTINGS)}\n`);
    }
    assert.deepEqual(JSON.parse(readFileSync(new URL(`${door}.json`, DATA), 'utf8')), JSON.parse(text));
  });
}

/** KMS is open for every account here, so opening it is rejected always, as the vendor rejects it then. */
const NO_SUCCESS = ['aliyun OpenKmsService'];

test('each served operation has a success and an error', () => {
  const probes = (['huawei', 'aliyun', 'aliyun-instance', 'bk'] as const).flatMap((door) => makeProbesKept(door));
  const ofOperation = Map.groupBy(probes, ({ door, operation }) => `${door} ${operation}`);
  const outcomes = [...ofOperation].map(([operation, members]) => {
    const steps = members.flatMap((probe) => probe.steps);
    const compared = steps.flatMap(({ expected }) => (expected === undefined ? [] : [JSON.stringify(expected)]));
    const isSuccess = (text: string): boolean => /^\{"status":[23]/.test(text) && !/number:code:(?!0")/.test(text);
    return { operation, success: compared.some(isSuccess), error: compared.some((text) => !isSuccess(text)) };
  });
  const lacking = (part: 'success' | 'error'): string[] =>
    outcomes
      .filter((outcome) => !outcome[part])
      .map(({ operation }) => operation)
      .toSorted();
  assert.deepEqual([lacking('success'), lacking('error')], [NO_SUCCESS, []]);
});

function makeProbesKept(door: string): Probe[] {
  return JSON.parse(readFileSync(new URL(`${door}.json`, DATA), 'utf8')) as Probe[];
}
