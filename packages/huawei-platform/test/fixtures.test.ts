import { describeFixtures } from '../../../test/fixtures.ts';
import { DEVELOPMENT_ACCOUNT } from '../src/account/account.ts';
import { ensureAgency } from '../src/account/agencies.ts';
import { platformOperations } from '../src/operations/index.ts';
import { openEnvironment, PROJECT } from './environment.ts';
import { scenarios } from './scenarios.ts';
import { playScenario } from './support/perform.ts';

/** What is random, by its name in an answer. */
const RANDOM = new Set(['access', 'secret', 'securitytoken']);

const operationOf = (name: string) => platformOperations.find((candidate) => candidate.name === name);

describeFixtures({
  folder: new URL('fixtures/', import.meta.url),
  operations: platformOperations.map(({ name }) => name),
  scenarios,
  reads: { door: 'huawei', operations: platformOperations, more: callWithMore },
  pathOf: (name) => `${operationOf(name)?.service.name ?? ''}/${name.replace(/^.*:/, '')}`,
  play: async (scenario, name) =>
    playScenario(await openEnvironment(), scenario, {
      success: operationOf(name)?.success,
      mask: (field) => (RANDOM.has(field) ? '(random)' : undefined),
    }),
});

/** Calls with members that no scenario has; some are rejected, once what they hold was looked at. */
async function callWithMore(): Promise<void> {
  const environment = await openEnvironment();
  await ensureAgency(environment.services, DEVELOPMENT_ACCOUNT, 'agency');
  const post = async (target: string, body: object) => environment.call('POST', target, body);
  const assume_role = { agency_name: 'agency', domain_name: 'dragoman', duration_seconds: 900 };
  const totp = { user: { id: 'd7a60a000000000000000000000000e0', passcode: '000000' } };
  const password = { user: { name: 'dragoman', password: 'Dragoman-Development-1', domain: { name: 'dragoman' } } };
  for (const identity of [
    { methods: ['assume_role'], assume_role },
    { methods: ['assume_role'], assume_role: { agency_name: 'agency', domain_id: 'none' } },
    { methods: ['token'], token: { id: 'unknown' } },
    { methods: ['password', 'totp'], password, totp },
  ])
    await post('/v3/auth/tokens', { auth: { identity } });
  await post('/v3.0/OS-CREDENTIAL/securitytokens', { auth: { identity: { methods: ['assume_role'], assume_role } } });
  const topics = `/v2/${PROJECT}/notifications/topics`;
  await post(topics, { name: 'alerts' });
  const subscription = { protocol: 'http', endpoint: 'http://127.0.0.1:9', extension: { header: { 'x-a': 'b' } } };
  await post(`${topics}/urn:smn:cn-north-4:${PROJECT}:alerts/subscriptions`, subscription);
  const matches = [{ key: 'resource_name', value: 'alerts' }];
  const page = { limit: 10, offset: 0, projects: [PROJECT], resource_types: ['smn_topic'] };
  await post('/v1.0/enterprise-projects/0/resources/filter', { ...page, matches });
}
