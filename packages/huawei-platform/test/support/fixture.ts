import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

import { expect } from '@jest/globals';

import type { Fixture } from './perform.ts';
import type { Scenario } from './scenario.ts';

/** Where what was answered becomes what is expected: `RECORD_FIXTURES=1`, and then look at what changed. */
const RECORDING = process.env['RECORD_FIXTURES'] === '1';
/** Ids, which count how many were made before. */
const COUNTED_ID = /0{8}-?0{4}-?4000-?8000-?\d{12}/g;

/** What stands for a random value, by its name in an answer; `undefined` where the value is none. */
export type Mask = (name: string, value: string) => string | undefined;

/**
 * Expects what was answered to be what is written in the file, or writes it where fixtures are recorded.
 */
export function expectFixture(file: URL, fixture: Fixture): void {
  if (RECORDING) {
    mkdirSync(new URL('./', file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(fixture, null, 2)}\n`);
  }
  expect(fixture).toEqual(JSON.parse(readFileSync(file, 'utf8')));
}

/**
 * Expects the second call to be answered, or what is seen of it, otherwise than the first; alike where the operation
 * has
 * one answer alone.
 */
export function expectDifferent(fixture: Fixture, { constant }: Pick<Scenario, 'constant'>): void {
  const [once, again] = fixture.map((exchanges) => exchanges.map(({ body }) => body));
  if (constant === undefined) expect(again).not.toEqual(once);
  else expect(again).toEqual(once);
}

/** The fixture with what varies from run to run masked. */
export function masked(fixture: Fixture, mask: Mask): Fixture {
  return fixture.map((exchanges) =>
    exchanges.map((exchange) => ({ ...exchange, body: maskedBody(exchange.body, mask) })),
  );
}

function maskedBody(body: unknown, mask: Mask): unknown {
  return JSON.parse(JSON.stringify(body), (key, value: unknown) => {
    if (typeof value !== 'string') return value;
    return mask(key, value) ?? value.replaceAll(COUNTED_ID, (id) => (id.includes('-') ? '(uuid)' : '(hex)'));
  });
}
