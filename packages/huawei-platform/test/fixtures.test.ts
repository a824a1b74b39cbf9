import { describeFixtures } from '../../../test/fixtures.ts';
import { platformOperations } from '../src/operations/index.ts';
import { openEnvironment } from './environment.ts';
import { scenarios } from './scenarios.ts';
import { playScenario } from './support/perform.ts';

/** What is random, by its name in an answer. */
const RANDOM = new Set(['access', 'secret', 'securitytoken']);

const operationOf = (name: string) => platformOperations.find((candidate) => candidate.name === name);

describeFixtures({
  folder: new URL('fixtures/', import.meta.url),
  operations: platformOperations.map(({ name }) => name),
  scenarios,
  pathOf: (name) => `${operationOf(name)?.service.name ?? ''}/${name.replace(/^.*:/, '')}`,
  play: async (scenario, name) =>
    playScenario(await openEnvironment(), scenario, {
      success: operationOf(name)?.success,
      mask: (field) => (RANDOM.has(field) ? '(random)' : undefined),
    }),
});
