import { describe, expect, it } from '@jest/globals';

import { type Mask, expectDifferent, expectFixture, masked } from '../../huawei-platform/test/support/fixture.ts';
import { performed } from '../../huawei-platform/test/support/perform.ts';
import type { Scenario } from '../../huawei-platform/test/support/scenario.ts';
import { kmsOperations } from '../src/operations/kms/index.ts';
import { openEnvironment } from './environment.ts';
import { dataScenarios } from './kms-data-scenarios.ts';
import { keyScenarios } from './kms-key-scenarios.ts';

/** Every operation of KMS, called twice, by its name without the service's. */
const scenarios: Readonly<Record<string, Scenario>> = { ...keyScenarios, ...dataScenarios };

/** What is random, by its name in an answer, and always as long. */
const SIZED = new Set(['cipher_text', 'random_data', 'signature', 'mac', 'public_key']);
/** What is random in length, too: the numbers of a private key leave out zeros in front. */
const UNSIZED = new Set(['import_token', 'private_key_cipher_text', 'private_key_plain_text']);

function maskOf({ random = [] }: Scenario): Mask {
  return (name, value) => {
    if (UNSIZED.has(name)) return '(random)';
    return SIZED.has(name) || random.includes(name) ? `(random, ${value.length} characters)` : undefined;
  };
}

it('has a scenario for each operation of KMS', () => {
  expect(Object.keys(scenarios).sort()).toEqual(kmsOperations.map(({ name }) => name.replace('KMS:', '')).sort());
});

describe.each(Object.entries(scenarios))('%s', (name, scenario) => {
  const operation = kmsOperations.find((candidate) => candidate.name === `KMS:${name}`);

  it('answers two calls as it is written, with its status, and not alike', async () => {
    const answered = await performed(await openEnvironment(), scenario);
    expect(answered.map(([call]) => call?.status)).toEqual([operation?.success, operation?.success]);
    const fixture = masked(answered, maskOf(scenario));
    expectFixture(new URL(`fixtures/kms/${name}.json`, import.meta.url), fixture);
    expectDifferent(fixture, scenario);
  });
});
