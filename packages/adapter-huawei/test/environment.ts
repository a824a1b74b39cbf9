import { Value } from '@sinclair/typebox/value';

import {
  type Environment,
  type EnvironmentOptions,
  PROJECT,
  openEnvironmentOf,
} from '../../huawei-platform/test/support/environment.ts';
import { type HuaweiSettings, huaweiDoor, huaweiSettings, huaweiWorker } from '../src/index.ts';

export {
  type Answer,
  type Environment,
  HOST,
  KEYS,
  PROJECT,
  nestedProblem,
  problem,
} from '../../huawei-platform/test/support/environment.ts';

export const SECRETS = `/v1/${PROJECT}/secrets`;

const MAKER = { settings: Value.Create(huaweiSettings), door: huaweiDoor, worker: huaweiWorker };

export async function openEnvironment(options: EnvironmentOptions<HuaweiSettings> = {}): Promise<Environment> {
  return openEnvironmentOf(MAKER, options);
}
