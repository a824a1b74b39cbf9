import { expect } from '@jest/globals';

import { SECRETS, type Environment, openEnvironment } from './environment.ts';

export async function withSecret(body: object = {}, environment?: Environment): Promise<Environment> {
  const opened = environment ?? (await openEnvironment());
  const answer = await opened.call('POST', SECRETS, { name: 'demo', secret_string: 's3cr3t', ...body });
  expect(answer.status).toBe(200);
  return opened;
}

export async function schedule(environment: Environment, name = 'demo', body: object = { recovery_window_in_days: 7 }) {
  return environment.call('POST', `${SECRETS}/${name}/scheduled-deleted-tasks/create`, body);
}

/** What makes a secret one that rotates. */
export const ROTATING = {
  secret_type: 'RDS-FG',
  rotation_config: '{"InstanceId":"i","SecretSubType":"SingleUser"}',
};
