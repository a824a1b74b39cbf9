import { describeFixtures } from '../../../test/fixtures.ts';
import { allOperations } from '../src/apis.ts';
import { newEnvironment } from './environment.ts';
import { playScenario } from './play-scenario.ts';
import type { Scenarios } from './scenario.ts';
import { cryptographyScenarios } from './scenarios/cryptography.ts';
import { billingScenarios } from './scenarios/billing.ts';
import { instanceSetupScenarios } from './scenarios/instance-setup.ts';
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
  ...instanceSetupScenarios,
  ...billingScenarios,
  ...stsScenarios,
};

describeFixtures({
  folder: new URL('fixtures/', import.meta.url),
  operations: allOperations.map(({ name }) => name),
  scenarios: SCENARIOS,
  reads: {
    door: 'aliyun',
    operations: allOperations,
    // Of the request, wherever it is for: of which region, and whether it may change anything.
    before: ['RegionId', 'DryRun'],
    async more() {
      const environment = await newEnvironment();
      await environment.ok('CreateSecret', { SecretName: 's', VersionId: 'v1', SecretData: 'data' });
      const query = { RegionId: 'cn-hangzhou', ResourceType: 'secret', 'ResourceId.1': 's', 'Tag.1.Key': 'a' };
      await environment.ok('TagResources', { ...query, 'Tag.1.Value': 'b' });
      await environment.ok('ListTagResources', { ...query, 'Tag.1.Value': 'b' });
    },
  },
  play: playScenario,
});
