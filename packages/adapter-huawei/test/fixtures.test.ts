import { describe, expect, it } from '@jest/globals';

import { expectDifferent, expectFixture, masked } from '../../huawei-platform/test/support/fixture.ts';
import { performed } from '../../huawei-platform/test/support/perform.ts';
import { csmsOperations } from '../src/operations/csms/index.ts';
import { openEnvironment } from './environment.ts';
import { scenarios } from './scenarios.ts';

/** What is random, by its name in an answer. */
const RANDOM = new Set(['secret_blob', 'password']);

it('has a scenario for each operation of CSMS', () => {
  expect(Object.keys(scenarios).sort()).toEqual(csmsOperations.map(({ name }) => name).sort());
});

describe.each(Object.entries(scenarios))('%s', (name, scenario) => {
  const operation = csmsOperations.find((candidate) => candidate.name === name);

  it('answers two calls as it is written, with its status, and not alike', async () => {
    const fixture = await performed(await openEnvironment(), scenario);
    expect(fixture.map(([call]) => call?.status)).toEqual([operation?.success, operation?.success]);
    expectFixture(
      new URL(`fixtures/csms/${name}.json`, import.meta.url),
      masked(fixture, (field) => (RANDOM.has(field) ? '(random)' : undefined)),
    );
    expectDifferent(fixture, scenario);
  });
});
