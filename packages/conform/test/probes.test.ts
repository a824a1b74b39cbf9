import { readFileSync, writeFileSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { openSandbox } from '../src/probes/probe-sandbox.ts';
import { runProbe } from '../src/probes/run-probe.ts';
import type { Probe } from '../src/probes/probe.ts';
import { DOORS } from '../src/recording/recording.ts';
import { makeProbes, SETTINGS } from './support/make-probes.ts';
import { MACHINE, probeGateway } from './support/probe-gateway.ts';

let gateway: Awaited<ReturnType<typeof probeGateway>>;
beforeAll(async () => {
  gateway = await probeGateway();
});
afterAll(() => gateway.close());

/** A probe with what its compared steps answer now. */
async function withExpected(probe: Probe): Promise<Probe> {
  const { target, close } = await openSandbox(gateway, probe.door, MACHINE);
  try {
    const probed = (await runProbe(probe, target)).values();
    const steps = probe.steps.map((step) => {
      if (step.name === undefined) return step;
      const found = probed.next().value?.found;
      return found === undefined ? step : { ...step, expected: found };
    });
    return { ...probe, steps };
  } finally {
    await close();
  }
}

const IS_RECORDING = process.env['RECORD_FIXTURES'] === '1';

/** The whole is held in conformance/conform; one in so many is here. */
const EVERY = IS_RECORDING ? 1 : 12;

// `RECORD_FIXTURES=1` writes what is answered now.
describe('what probes expect is what the gateway answers', () => {
  test.each(DOORS)(
    'at %s',
    async (door) => {
      const path = new URL(`../src/probes/data/${door}.json`, import.meta.url);
      const probes = makeProbes(door).filter((_, at) => at % EVERY === 0);
      const made: Probe[] = [];
      for (const probe of probes) made.push(await withExpected(probe));
      const text = `[\n${made.map((probe) => JSON.stringify(probe)).join(',\n')}\n]\n`;
      if (IS_RECORDING) {
        writeFileSync(path, text);
        writeFileSync(new URL('../src/probes/data/settings.json', import.meta.url), `${JSON.stringify(SETTINGS)}\n`);
      }
      const kept = JSON.parse(readFileSync(path, 'utf8')) as Probe[];
      expect(kept.map(({ operation }) => operation)).toEqual(makeProbes(door).map(({ operation }) => operation));
      expect(kept.filter((_, at) => at % EVERY === 0)).toEqual(JSON.parse(text));
    },
    900_000,
  );
});
