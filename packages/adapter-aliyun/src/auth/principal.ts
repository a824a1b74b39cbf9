import type { Json } from '@dragoman/core';
import type { Exchange } from '@dragoman/protocol-kit';

import { DOOR } from '../names.ts';
import type { ConditionContext } from '../ram/conditions.ts';
import type { RamPrincipal } from '../ram/request.ts';
import { compiledPolicies, compiledText, SESSION_POLICY } from '../ram/stored-policies.ts';
import { isObject } from '../wire/json.ts';
import type { Caller } from './caller.ts';
import { ramId } from './ram-id.ts';

/** Whether anything is said of what the caller may do; else everything of the account is theirs. */
export function statesRights({ identity, session }: Caller): boolean {
  if (session !== null) return session.policies !== undefined || session.policy !== undefined;
  return identity.attributes[DOOR]?.['policies'] !== undefined;
}

/** Who is decided about. */
export function principalOf(caller: Caller, exchange: Exchange): RamPrincipal {
  const { identity, session, account } = caller;
  const arn = principalArn(caller);
  return {
    kind: session === null ? 'user' : 'role',
    account,
    arn,
    displayName: session === null ? userId(identity) : `${session.role}:${session.name}`,
    policies: compiledPolicies(session === null ? identity.attributes[DOOR]?.['policies'] : session.policies),
    session: session?.policy === undefined ? null : compiledText(session.policy, 'identity', SESSION_POLICY),
    context: { ...requestContext(exchange, identity.attributes['context']), 'acs:principalarn': arn },
  };
}

/** The user as its ARN has it, or the role. */
export function principalArn({ identity, session, account }: Caller): string {
  return `acs:ram::${account}:${session === null ? `user/${userName(identity)}` : `role/${session.role}`}`;
}

/** RAM's ids of users are long numbers; here they follow from the identity's, so they stay the same. */
export function userId({ id }: Caller['identity']): string {
  return ramId('2', id);
}

/** What a RAM user is called. */
function userName({ name, attributes }: Caller['identity']): string {
  const user = attributes[DOOR]?.['user'];
  return typeof user === 'string' ? user : name;
}

/**
 * What a request says of itself. Everything comes from this machine, so what an identity states of where it is counts
 * before where its request comes from.
 */
function requestContext({ request, now }: Exchange, stated: Json | undefined): ConditionContext {
  const { source_ip: address, mfa, vpc } = isObject(stated) ? stated : {};
  return {
    'acs:currenttime': new Date(now).toISOString(),
    'acs:sourceip': typeof address === 'string' ? address : peerAddress(request.peer?.remoteAddress),
    'acs:securetransport': String(request.peer?.encrypted === true),
    'acs:mfapresent': typeof mfa === 'boolean' ? String(mfa) : undefined,
    'acs:sourcevpc': typeof vpc === 'string' ? vpc : undefined,
  };
}

/** An IPv4 address may be written as one of IPv6. */
function peerAddress(address: string | undefined): string | undefined {
  return address?.replace(/^::ffff:/, '');
}
