import { readFileSync, readdirSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { allOperations } from '../src/apis.ts';
import { type Fixture, played } from './fixture.ts';

const DIRECTORY = new URL('fixtures/', import.meta.url);
const TYPES = { json: 'application/json;charset=utf-8', xml: 'text/xml;charset=utf-8' };
const NAMES = readdirSync(DIRECTORY).map((file) => file.replace('.json', ''));

describe('the fixtures', () => {
  it('are there for every operation', () => {
    expect(NAMES.sort()).toEqual(allOperations.map(({ name }) => name).sort());
  });
});

describe.each(NAMES)('%s', (name) => {
  const fixture = JSON.parse(readFileSync(new URL(`${name}.json`, DIRECTORY), 'utf8')) as Fixture;

  it.each(['json', 'xml'] as const)('answers in %s as recorded', async (format) => {
    for (const [exchanged, status] of [
      [fixture.answered, 200],
      [fixture.rejected, fixture.rejected.status],
    ] as const) {
      if (exchanged === undefined) continue;
      const response = await played(name, fixture, exchanged.request, format === 'xml' ? 'XML' : 'JSON');
      expect(response.body).toBe(exchanged[format]);
      expect([response.status, response.headers['content-type']]).toEqual([status, TYPES[format]]);
    }
  });
});
