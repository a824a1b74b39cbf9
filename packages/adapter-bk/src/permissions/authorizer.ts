import { type Authorizer, type Check, type DecidedCheck, decideInOrder, type NearStatement } from '@dragoman/core';
import { mismatch, nearestStatement, patternDistance } from '@dragoman/protocol-kit';

import type { Action, Instance } from '../errors/permission.ts';
import { type Scope, scopeKey } from '../names.ts';
import type { Grant } from './grants.ts';

/** What JOB asks BKIAM for: an action of the user's, on a scope or on one thing of it. */
interface UserCheck extends Check {
  readonly kind: 'user';
  readonly action: Action;
  readonly scope: Scope;
  readonly instance: Instance | null;
  /** Who made the instance, where it is known; who makes something may manage and use it. */
  readonly creator: string | null;
}

/** What the gateways ask: whether the app may call an API, which is the resource. */
interface AppCheck extends Check {
  readonly kind: 'app';
  readonly action: 'call_api';
}

export type BkCheck = UserCheck | AppCheck;

/** Whoever calls, as far as rights are stated. */
export interface BkPrincipal {
  readonly username: string;
  /** `null` where none are stated: everything. */
  readonly permissions: readonly Grant[] | null;
  /** The APIs that the app may call; `null` is all. */
  readonly apis: readonly string[] | null;
}

/**
 * Decides by the permissions of the user, one action at a time: none implies another, as the related actions of BKIAM
 * are for applying alone (`support-files/bkiam`), but for those that who makes something is given with it
 * (`0007_…_iam.json`, creator actions); and of the app by the APIs that it was granted.
 */
export const authorizer: Authorizer<BkPrincipal, BkCheck> = {
  decide: (principal, checks) => decideInOrder(checks, (check) => decide(principal, check)),
};

function decide(principal: BkPrincipal, check: BkCheck): DecidedCheck<BkCheck> {
  return check.kind === 'app' ? decideApp(principal, check) : decideUser(principal, check);
}

function decideApp({ apis }: BkPrincipal, check: AppCheck): DecidedCheck<BkCheck> {
  const at = apis?.indexOf(check.resource) ?? 0;
  if (at === -1) return { check, outcome: 'app-denied', by: null };
  return { check, outcome: 'allowed', by: apis === null ? null : byGrant('apis', at) };
}

function decideUser({ username, permissions }: BkPrincipal, check: UserCheck): DecidedCheck<BkCheck> {
  if (permissions === null) return { check, outcome: 'allowed', by: null };
  const { action, resource, scope, creator } = check;
  const fitting = ['*', scopeKey(scope), resource];
  const at = permissions.findIndex((grant) => grant.action === action && fitting.includes(grant.on));
  if (at !== -1) return { check, outcome: 'allowed', by: byGrant('permissions', at) };
  return creator === username
    ? { check, outcome: 'allowed', by: { source: 'creator', policy: resource, statement: 0 } }
    : { check, outcome: 'implicit-deny', by: null, nearest: () => nearestTo(permissions, check) };
}

/** The permission of the same action on something else, or of another action on the same. */
function nearestTo(permissions: readonly Grant[], { action, resource, scope }: UserCheck): NearStatement | null {
  const fitting = ['*', scopeKey(scope), resource];
  return nearestStatement(
    permissions.map((grant, at) => ({
      ...byGrant('permissions', at),
      mismatches: [
        ...(grant.action === action ? [] : [mismatch('Action', [grant.action])]),
        ...(fitting.includes(grant.on) ? [] : [mismatch('Resource', [grant.on])]),
      ],
      distance: patternDistance([grant.action], action) + patternDistance([grant.on], resource),
    })),
  );
}

function byGrant(policy: string, at: number): { source: string; policy: string; statement: number } {
  return { source: 'identity', policy, statement: at + 1 };
}

/** A check on a scope, or on one thing of it, which need not exist. */
export function checkOf(
  action: Action,
  scope: Scope,
  { instance = null, creator = null }: { readonly instance?: Instance | null; readonly creator?: string | null } = {},
): UserCheck {
  const resource =
    instance === null ? scopeKey(scope) : `${instance.type}/${instance.id.replaceAll('-', '').toLowerCase()}`;
  return { kind: 'user', action, resource, scope, instance, creator };
}

/** A check of an app, on an API by its name at the gateway that leads to it. */
export function apiCheck(api: string): AppCheck {
  return { kind: 'app', action: 'call_api', resource: api };
}
