import { describeFixtures } from '../../../test/fixtures.ts';
import { playScenario } from '../../huawei-platform/test/support/perform.ts';
import { csmsOperations } from '../src/operations/csms/index.ts';
import { openEnvironment } from './environment.ts';
import { scenarios } from './scenarios.ts';

/** What is random, by its name in an answer. */
const RANDOM = new Set(['secret_blob', 'password']);

describeFixtures({
  folder: new URL('fixtures/csms/', import.meta.url),
  operations: csmsOperations.map(({ name }) => name),
  scenarios,
  play: async (scenario, name) =>
    playScenario(await openEnvironment(), scenario, {
      success: csmsOperations.find((candidate) => candidate.name === name)?.success,
      mask: (field, value) => (RANDOM.has(field) ? `(random, ${value.length} characters)` : undefined),
    }),
});
