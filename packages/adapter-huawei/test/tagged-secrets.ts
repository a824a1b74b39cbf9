import { expect } from '@jest/globals';

import { PROJECT, SECRETS, type Environment } from './environment.ts';

export const CSMS = `/v1/${PROJECT}/csms`;

export async function secretId(environment: Environment, name = 'demo'): Promise<string> {
  const { json } = await environment.call('POST', SECRETS, { name, secret_string: 'v' });
  return json.secret.id;
}

export async function tag(environment: Environment, id: string, ...pairs: string[]) {
  const tags = pairs.map((pair) => ({ key: pair.split('=')[0], value: pair.split('=')[1] }));
  const answer = await environment.call('POST', `${CSMS}/${id}/tags/action`, { action: 'create', tags });
  expect([answer.status, answer.text]).toEqual([204, '']);
}
