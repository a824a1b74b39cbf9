import {
  type Authorizer,
  type DecidedCheck,
  type DecidingStatement,
  decideInOrder,
  type DenialKind,
} from '@dragoman/core';

import { EFFECTIVE_ACTIONS } from './effective-actions.ts';
import { nearestTo } from './nearest.ts';
import type { CompiledPolicy, CompiledStatement } from './policy-document.ts';
import { isAbout, isAboutResource, type RamCheck, type RamPrincipal, type Request } from './request.ts';

/**
 * Decides by RAM's rules: what a session is narrowed to, then any Deny, then an Allow of the principal's own policies
 * or of the resource's, of both where it belongs to another account.
 * https://www.alibabacloud.com/help/en/ram/policy-evaluation-process
 */
export const ramAuthorizer: Authorizer<RamPrincipal, RamCheck> = {
  decide: (principal, checks) => decideInOrder(checks, (check) => decideOne(principal, check)),
};

function decideOne(principal: RamPrincipal, check: RamCheck): DecidedCheck<RamCheck> {
  const request: Request = { principal, check, action: check.action.toLowerCase() };
  return (
    decideSession(request) ??
    decideDenied(request) ??
    (check.attached?.to === 'role' ? decideTrust(request) : decideAllowed(request))
  );
}

/** `null` where the session allows it, or there is none. */
function decideSession(request: Request): DecidedCheck<RamCheck> | null {
  const { session } = request.principal;
  if (session === null) return null;
  const denying = find(session.denies, request);
  if (denying !== null) return denied(request, 'explicit-deny', byStatement('session', session, denying));
  if (find(session.allows, request) !== null) return null;
  return denied(request, 'implicit-deny', { source: 'session', policy: session.name, statement: 0 });
}

function decideDenied(request: Request): DecidedCheck<RamCheck> | null {
  const { policies } = request.principal;
  const own = policies === null ? null : findOwn(policies, 'denies', request);
  const by = own ?? findAttached('denies', request);
  return by === null ? null : denied(request, 'explicit-deny', by);
}

/** A role is assumed by who may, and whom it admits; a provider's token needs no more than that it admits it. */
function decideTrust(request: Request): DecidedCheck<RamCheck> {
  const { principal } = request;
  const own = ownAllow(request);
  if (principal.kind !== 'provider' && own === 'none') return denied(request, 'implicit-deny', null);
  const trusting = findAttached('allows', request);
  if (trusting !== null) return { check: request.check, outcome: 'allowed', by: trusting };
  const policy = request.check.attached?.policy.name ?? '';
  return denied(request, 'implicit-deny', { source: 'trust', policy, statement: 0 });
}

function decideAllowed(request: Request): DecidedCheck<RamCheck> {
  const { principal, check } = request;
  const own = ownAllow(request);
  if (principal.account === check.owner) {
    if (own !== 'none') return { check, outcome: 'allowed', by: own === 'unrestricted' ? null : own };
    const by = findAttached('allows', request);
    return by === null ? denied(request, 'implicit-deny', null) : { check, outcome: 'allowed', by };
  }
  const by = own === 'none' ? null : findAttached('allows', request);
  return by === null ? denied(request, 'implicit-deny', null) : { check, outcome: 'allowed', by };
}

function ownAllow(request: Request): DecidingStatement | 'unrestricted' | 'none' {
  const { policies } = request.principal;
  if (policies === null) return 'unrestricted';
  return findOwn(policies, 'allows', request) ?? 'none';
}

/** A statement, and the policy that it is of. */
interface OwnStatement {
  readonly policy: CompiledPolicy;
  readonly statement: CompiledStatement;
}

type OwnStatements = Readonly<Record<'denies' | 'allows', readonly OwnStatement[]>>;

/** By the policies of a principal and the action, in lower case: actions are few, and those of the operations alone. */
const BY_ACTION = new WeakMap<readonly CompiledPolicy[], Map<string, OwnStatements>>();

function statementsAbout(policies: readonly CompiledPolicy[], action: string): OwnStatements {
  let byAction = BY_ACTION.get(policies);
  if (byAction === undefined) BY_ACTION.set(policies, (byAction = new Map<string, OwnStatements>()));
  const known = byAction.get(action);
  if (known !== undefined) return known;
  const about = (list: 'denies' | 'allows'): OwnStatement[] =>
    policies.flatMap((policy) =>
      policy[list].filter((statement) => statement.matchesAction(action)).map((statement) => ({ policy, statement })),
    );
  const statements = { denies: about('denies'), allows: about('allows') };
  byAction.set(action, statements);
  return statements;
}

function findOwn(
  policies: readonly CompiledPolicy[],
  list: 'denies' | 'allows',
  request: Request,
): DecidingStatement | null {
  for (const { policy, statement } of statementsAbout(policies, request.action)[list])
    if (isAboutResource(statement, request)) return byStatement('identity', policy, statement);
  return null;
}

function find(statements: readonly CompiledStatement[], request: Request): CompiledStatement | null {
  for (const statement of statements) if (matches(statement, request)) return statement;
  return null;
}

function matches(statement: CompiledStatement, request: Request): boolean {
  return statement.matchesAction(request.action) && isAboutResource(statement, request);
}

/** What stands at the resource about the principal, where the action is one that a resource's policy decides. */
function findAttached(list: 'denies' | 'allows', request: Request): DecidingStatement | null {
  const { attached, owner } = request.check;
  if (attached === undefined) return null;
  if (attached.to !== 'role' && !EFFECTIVE_ACTIONS[attached.to](request.action)) return null;
  const statement = attached.policy[list].find(
    (one) => matches(one, request) && isAbout(one, request.principal, attached.to === 'role' ? 'trust' : list, owner),
  );
  const source = attached.to === 'role' ? 'trust' : 'resource';
  return statement === undefined ? null : byStatement(source, attached.policy, statement);
}

function byStatement(source: string, policy: CompiledPolicy, { number }: CompiledStatement): DecidingStatement {
  return { source, policy: policy.name, statement: number };
}

function denied(request: Request, outcome: DenialKind, by: DecidingStatement | null): DecidedCheck<RamCheck> {
  const { check } = request;
  return outcome === 'explicit-deny'
    ? { check, outcome, by }
    : { check, outcome, by, nearest: () => nearestTo(request, by) };
}
