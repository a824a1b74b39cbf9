import { type Identity, registerIdentity, type Json } from '@dragoman/core';
import type { WireResponse } from '@dragoman/protocol-kit';

import { type Environment, commonV1, form, json, type Params, signedV1 } from './environment.ts';

const SECRET = 'the secret key of somebody with rights';

/** Somebody who calls with a key of its own. */
export interface Caller {
  call(action: string, params?: Params): Promise<WireResponse>;
}

/** What an identity is made of. */
export interface Rights {
  readonly account?: string;
  readonly policies?: readonly Json[];
  readonly context?: { readonly [key: string]: Json };
}

/** An identity with an access key, and these policies; without them it states none. */
export async function callerWith(
  environment: Environment,
  name: string,
  { account = '1000000000000001', policies, context }: Rights,
): Promise<Caller> {
  const identity: Identity = {
    id: name,
    name,
    addresses: 'any',
    attributes: {
      aliyun: {
        account_id: account,
        ...(policies !== undefined && {
          policies: policies.map((document, index) => ({ name: `p${index}`, document })),
        }),
      },
      ...(context !== undefined && { context }),
    },
  };
  const lookup = `KEYOF${name}`;
  await registerIdentity(environment.services, identity, [
    { kind: 'access-key', lookup, secret: SECRET, expiresAt: null },
  ]);
  return signing(environment, { AccessKeyId: lookup }, SECRET);
}

/** Whoever signs with these. */
function signing(environment: Environment, own: Params, secret: string): Caller {
  return {
    call(action, params = {}) {
      const time = `${new Date(environment.services.clock.now()).toISOString().slice(0, 19)}Z`;
      return environment.send(
        'POST',
        `/?${form(signedV1('POST', { ...commonV1(action, time), ...own, ...params }, secret))}`,
      );
    },
  };
}

/** A session of a role, opened by the tester, who may everything. */
export async function sessionOf(environment: Environment, role: string, name: string, policy?: Json): Promise<Caller> {
  const answer = json(
    await environment.v1('AssumeRole', {
      Version: '2015-04-01',
      RoleArn: `acs:ram::1000000000000001:role/${role}`,
      RoleSessionName: name,
      ...(policy !== undefined && { Policy: JSON.stringify(policy) }),
    }),
  );
  const { AccessKeyId, AccessKeySecret, SecurityToken } = answer['Credentials'] as Record<string, string>;
  return signing(
    environment,
    { AccessKeyId: AccessKeyId ?? '', SecurityToken: SecurityToken ?? '' },
    AccessKeySecret ?? '',
  );
}
