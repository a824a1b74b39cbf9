import { type Authorizer, type Check, type DecidedCheck, decideInOrder } from '@dragoman/core';

import type { ContextLookup, ContextValue } from './conditions.ts';
import type { RequestScope } from './grants.ts';
import { nearestTo } from './nearest.ts';
import type { Decided, Rights } from './rights.ts';

/** A grant of a key or secret, as far as it decides: who may do what with it beside what policies allow. */
export interface ResourceGrant {
  /** A user's id, or a domain's. */
  readonly grantee: string;
  /** As create-grant of KMS names them. */
  readonly operations: readonly string[];
}

/** What keys of conditions find in a request. */
export type Context = Readonly<Record<string, ContextValue | undefined>>;

/** What an operation asks for: the action under the name that identity policies have for it, and what it is on. */
export interface HuaweiCheck extends Check {
  /** Every name of the action, see `namesOf`. */
  readonly actions: readonly string[];
  readonly scope: RequestScope;
  /** What is known of the request and of what it is about, but for its principal. */
  readonly context: Context;
  /** Where grants of a key or secret count: the operation as they name it, and those that there are. */
  readonly resourceGrants?: { readonly operation: string; readonly grants: readonly ResourceGrant[] };
}

/** Whoever states rights. */
export interface HuaweiPrincipal {
  readonly domain: string;
  readonly userId: string;
  readonly userName: string;
  readonly rights: Rights;
  /** What is known of the principal, whatever it asks for. */
  readonly context: Context;
}

/**
 * Decides by the grants of roles, policies and identity policies, a Deny first, then by grants of the key or
 * secret.
 * @NOTE unverified: that a Deny outweighs a grant
 */
export const authorizer: Authorizer<HuaweiPrincipal, HuaweiCheck> = {
  decide: (principal, checks) => decideInOrder(checks, (check) => decide(principal, check)),
};

function decide(principal: HuaweiPrincipal, check: HuaweiCheck): DecidedCheck<HuaweiCheck> {
  const lookup: ContextLookup = (key) => check.context[key] ?? principal.context[key];
  const answer = principal.rights.ask(check, check.scope, lookup);
  if (answer.kind === 'allowed') return { check, outcome: 'allowed', by: statementOf(answer.by) };
  if (answer.kind === 'explicit-deny') return { check, outcome: 'explicit-deny', by: statementOf(answer.by) };
  const granted = grantsOf(principal, check).some(({ operations }) =>
    operations.includes(check.resourceGrants?.operation ?? ''),
  );
  return granted
    ? { check, outcome: 'allowed', by: { source: 'grant', policy: check.resource, statement: 0 } }
    : {
        check,
        outcome: 'implicit-deny',
        by: null,
        nearest: () => nearestTo(principal.rights.grants, check, lookup),
      };
}

/** The grants of the key or secret that the principal has. */
export function grantsOf(
  { userId, domain }: HuaweiPrincipal,
  { resourceGrants }: HuaweiCheck,
): readonly ResourceGrant[] {
  return resourceGrants?.grants.filter(({ grantee }) => grantee === userId || grantee === domain) ?? [];
}

function statementOf({ grant, statement }: Decided): { source: string; policy: string; statement: number } {
  return { source: 'identity', policy: grant.name, statement: statement.index + 1 };
}
