import { readdirSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { allOperations } from '../src/apis.ts';
import { expectFixture, outcomeOf, performScenario } from './fixture.ts';
import type { Scenarios } from './scenario.ts';
import { cryptographyScenarios } from './scenarios/cryptography.ts';
import { instanceScenarios } from './scenarios/instances.ts';
import { keyScenarios } from './scenarios/keys.ts';
import { secretScenarios } from './scenarios/secrets.ts';
import { stsScenarios } from './scenarios/sts.ts';
import { tagScenarios } from './scenarios/tags.ts';

const SCENARIOS: Scenarios = {
  ...secretScenarios,
  ...tagScenarios,
  ...keyScenarios,
  ...cryptographyScenarios,
  ...instanceScenarios,
  ...stsScenarios,
};

describe('the scenarios', () => {
  const served = allOperations.map(({ name }) => name).sort();

  it('are there for every operation, each with its fixture', () => {
    expect(Object.keys(SCENARIOS).sort()).toEqual(served);
    expect(readdirSync(new URL('fixtures/', import.meta.url)).sort()).toEqual(served.map((name) => `${name}.json`));
  });
});

describe.each(Object.entries(SCENARIOS))('%s', (name, scenario) => {
  it('answers two unlike calls, and one that it rejects, as recorded in JSON and XML', async () => {
    const fixture = await performScenario(name, scenario);
    expectFixture(name, fixture);
    expect(fixture.rejected.status).toBeGreaterThanOrEqual(400);
    if (!('first' in scenario)) return;
    expect([fixture.first?.status, fixture.second?.status]).toEqual([200, 200]);
    const [once, again] = [outcomeOf(fixture.first), outcomeOf(fixture.second)];
    if (scenario.constant === undefined) expect(again).not.toEqual(once);
    else expect(again).toEqual(once);
  });
});
