import { describe, expect, it } from '@jest/globals';

import { operations } from '../src/operations/index.ts';
import { expectDifferent, expectFixture, masked } from './fixture.ts';
import { performed } from './perform.ts';
import { neighbourScenarios } from './neighbour-scenarios.ts';
import { scenarios as ownScenarios } from './scenarios.ts';

const scenarios = { ...ownScenarios, ...neighbourScenarios };

/** What is random, by its name in an answer. */
const RANDOM = new Set(['secret_blob', 'password', 'access', 'secret', 'securitytoken']);

const covered = operations.filter(({ service }) => service !== 'kms');

it('has a scenario for each operation of CSMS, IAM, SMN and EPS', () => {
  expect(Object.keys(scenarios).sort()).toEqual(covered.map(({ name }) => name).sort());
});

describe.each(Object.entries(scenarios))('%s', (name, scenario) => {
  const operation = covered.find((candidate) => candidate.name === name);

  it('answers two calls as it is written, with its status, and not alike', async () => {
    const fixture = await performed(scenario);
    expect(fixture.map(([call]) => call?.status)).toEqual([operation?.success, operation?.success]);
    expectFixture(
      `${operation?.service ?? ''}/${name.replace(/^.*:/, '')}`,
      masked(fixture, (field) => (RANDOM.has(field) ? '(random)' : undefined)),
    );
    expectDifferent(fixture, scenario);
  });
});
