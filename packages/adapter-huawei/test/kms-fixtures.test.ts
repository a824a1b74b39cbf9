import { describeFixtures } from '../../../test/fixtures.ts';
import { playScenario } from '../../huawei-platform/test/support/perform.ts';
import type { Scenario } from '../../huawei-platform/test/support/scenario.ts';
import { kmsOperations } from '../src/operations/kms/index.ts';
import { openEnvironment, PROJECT } from './environment.ts';
import { dataScenarios } from './kms-data-scenarios.ts';
import { keyScenarios } from './kms-key-scenarios.ts';

/** Every operation of KMS, called twice, by its name without the service's. */
const scenarios: Readonly<Record<string, Scenario>> = { ...keyScenarios, ...dataScenarios };

/** What is random, by its name in an answer, and always as long. */
const SIZED = new Set(['cipher_text', 'random_data', 'signature', 'mac', 'public_key']);
/** What is random in length, too: the numbers of a private key leave out zeros in front. */
const UNSIZED = new Set(['import_token', 'private_key_cipher_text', 'private_key_plain_text']);

function maskOf({ random = [] }: Scenario): (name: string, value: string) => string | undefined {
  return (name, value) => {
    if (UNSIZED.has(name)) return '(random)';
    return SIZED.has(name) || random.includes(name) ? `(random, ${value.length} characters)` : undefined;
  };
}

describeFixtures({
  folder: new URL('fixtures/kms/', import.meta.url),
  operations: kmsOperations.map(({ name }) => name.replace('KMS:', '')),
  scenarios,
  reads: {
    door: 'huawei',
    operations: kmsOperations,
    async more() {
      const environment = await openEnvironment();
      await environment.call('POST', `/v1.0/${PROJECT}/kms/create-key`, { key_alias: 'demo' });
      const matches = [{ key: 'resource_name', value: 'demo' }];
      await environment.call('POST', `/v1.0/${PROJECT}/kms/resource_instances/action`, { action: 'filter', matches });
    },
  },
  play: async (scenario, name) =>
    playScenario(await openEnvironment(), scenario, {
      success: kmsOperations.find((candidate) => candidate.name === `KMS:${name}`)?.success,
      mask: maskOf(scenario),
    }),
});
