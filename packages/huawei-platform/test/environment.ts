import { NO_CALL_FIELDS } from '@dragoman/protocol-kit';
import { Value } from '@sinclair/typebox/value';

import { createHuaweiDoor } from '../src/dialect.ts';
import { IAM_SERVICE } from '../src/errors/iam.ts';
import { THROTTLED_CODE, throttledError } from '../src/injectable.ts';
import { platformNotImplemented } from '../src/not-implemented.ts';
import { platformOperations } from '../src/operations/index.ts';
import { routeTable } from '../src/routes.ts';
import { type PlatformSettings, platformSettings } from '../src/settings.ts';
import {
  type DoorMaker,
  type Environment,
  type EnvironmentOptions,
  PROJECT,
  openEnvironmentOf,
} from './support/environment.ts';

export { type Answer, type Environment, HOST, KEYS, PROJECT, nestedProblem, problem } from './support/environment.ts';

export const TOPICS = `/v2/${PROJECT}/notifications/topics`;

/** A door that has the platform's services behind it, and no others. */
const MAKER: DoorMaker<PlatformSettings> = {
  settings: Value.Create(platformSettings),
  door: (parts) =>
    createHuaweiDoor(parts, {
      operations: platformOperations,
      notImplemented: platformNotImplemented,
      routes: routeTable(platformOperations, platformNotImplemented),
      injectable: {
        codes: [],
        retried: [THROTTLED_CODE],
        rejection: throttledError,
        throttled: throttledError,
      },
      resourceOf: () => null,
      callFields: NO_CALL_FIELDS,
      fallback: IAM_SERVICE,
    }),
  worker: () => ({ isSubscribed: () => false, handle: async () => undefined, jobs: {} }),
};

export async function openEnvironment(options: EnvironmentOptions<PlatformSettings> = {}): Promise<Environment> {
  return openEnvironmentOf(MAKER, options);
}
