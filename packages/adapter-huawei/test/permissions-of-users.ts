import { type Json, type PermissionMode, registerIdentity } from '@dragoman/core';

import { type Answer, type Environment, PROJECT, SECRETS, openEnvironment } from './environment.ts';

export const KMS = `/v1.0/${PROJECT}/kms`;

export const KEYS = { ak: 'READER00000000000001', sk: 'secret-key-of-the-reader' };

export const USER = 'b'.repeat(32);

export interface Grant {
  readonly policy: string | { readonly [key: string]: Json };
  readonly project?: string;
  readonly enterprise_project?: string;
}

export const policy = (effect: 'Allow' | 'Deny', actions: readonly string[], resources?: readonly string[]): Grant => ({
  policy: {
    Version: '1.1',
    Statement: [{ Effect: effect, Action: actions, ...(resources !== undefined && { Resource: resources }) }],
  },
});

/** A door, and a user who was granted this. */
export async function withUser(
  grants: readonly Grant[],
  options: {
    readonly permissions?: PermissionMode;
    readonly csmsGrants?: boolean;
    readonly context?: { readonly [key: string]: Json };
  } = {},
) {
  const { permissions = 'enforce', csmsGrants = false, context = {} } = options;
  const environment = await openEnvironment({ permissions, settings: { csms_grants: csmsGrants } });
  const stored = grants.map(({ policy: given, ...scope }) => ({
    policy: typeof given === 'string' ? { name: given } : { name: 'given', document: given },
    ...scope,
  }));
  await registerIdentity(
    environment.services,
    {
      id: 'reader',
      name: 'reader',
      addresses: 'any',
      attributes: { huawei: { user: { id: USER, name: 'reader' }, grants: stored }, context },
    },
    [{ kind: 'access-key', lookup: KEYS.ak, secret: KEYS.sk, expiresAt: null }],
  );
  const ask = async (method: string, target: string, body?: unknown): Promise<Answer> =>
    environment.callAs(KEYS, method, target, body);
  return { environment, ask };
}

export async function make(environment: Environment, name: string, fields: object = {}): Promise<string> {
  const { json } = await environment.call('POST', SECRETS, { name, secret_string: 'value', ...fields });
  return json.secret.id;
}

export async function makeKey(environment: Environment, fields: object = {}): Promise<string> {
  const { json } = await environment.call('POST', `${KMS}/create-key`, { key_alias: 'orders', ...fields });
  return (json as unknown as { readonly key_info: { readonly key_id: string } }).key_info.key_id;
}
