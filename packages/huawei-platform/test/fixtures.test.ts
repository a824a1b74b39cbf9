import { describe, expect, it } from '@jest/globals';

import { platformOperations } from '../src/operations/index.ts';
import { openEnvironment } from './environment.ts';
import { scenarios } from './scenarios.ts';
import { expectDifferent, expectFixture, masked } from './support/fixture.ts';
import { performed } from './support/perform.ts';

/** What is random, by its name in an answer. */
const RANDOM = new Set(['access', 'secret', 'securitytoken']);

it('has a scenario for each operation of IAM, SMN and EPS', () => {
  expect(Object.keys(scenarios).sort()).toEqual(platformOperations.map(({ name }) => name).sort());
});

describe.each(Object.entries(scenarios))('%s', (name, scenario) => {
  const operation = platformOperations.find((candidate) => candidate.name === name);

  it('answers two calls as it is written, with its status, and not alike', async () => {
    const fixture = await performed(await openEnvironment(), scenario);
    expect(fixture.map(([call]) => call?.status)).toEqual([operation?.success, operation?.success]);
    expectFixture(
      new URL(`fixtures/${operation?.service.name}/${name.replace(/^.*:/, '')}.json`, import.meta.url),
      masked(fixture, (field) => (RANDOM.has(field) ? '(random)' : undefined)),
    );
    expectDifferent(fixture, scenario);
  });
});
