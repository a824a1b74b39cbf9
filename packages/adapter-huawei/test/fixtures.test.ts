import { describeFixtures } from '../../../test/fixtures.ts';
import { playScenario } from '../../huawei-platform/test/support/perform.ts';
import { csmsOperations } from '../src/operations/csms/index.ts';
import { openEnvironment, PROJECT, SECRETS } from './environment.ts';
import { ALL, EVENTS, subscribed, TOPIC } from './notification-records.ts';
import { scenarios } from './scenarios.ts';

const TAGS = `/v1/${PROJECT}/csms`;

/** What is random, by its name in an answer. */
const RANDOM = new Set(['secret_blob', 'password']);

describeFixtures({
  folder: new URL('fixtures/csms/', import.meta.url),
  operations: csmsOperations.map(({ name }) => name),
  scenarios,
  reads: {
    door: 'huawei',
    operations: csmsOperations,
    async more() {
      const environment = await subscribed(await openEnvironment());
      const notification = { target_type: 'SMN', target_id: TOPIC, target_name: 'topic' };
      await environment.call('PUT', `${EVENTS}/all`, { event_types: ALL, notification });
      const tags = [{ key: 'team', value: 'a' }];
      const { json } = await environment.call('GET', `${SECRETS}/demo`);
      await environment.call('POST', `${TAGS}/${json.secret.id}/tags/action`, { action: 'create', tags });
      await environment.call('POST', `${TAGS}/resource_instances/action`, {
        action: 'filter',
        tags: [{ key: 'team', values: ['a'] }],
        matches: [{ key: 'resource_name', value: 'demo' }],
      });
    },
  },
  play: async (scenario, name) =>
    playScenario(await openEnvironment(), scenario, {
      success: csmsOperations.find((candidate) => candidate.name === name)?.success,
      mask: (field, value) => (RANDOM.has(field) ? `(random, ${value.length} characters)` : undefined),
    }),
});
