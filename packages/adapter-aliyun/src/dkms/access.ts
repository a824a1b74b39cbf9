import { type Check, type DecidedCheck, decideInOrder, type Json, type PermissionMode } from '@dragoman/core';
import { glob, RequestPermissions, type TextMatcher } from '@dragoman/protocol-kit';

import type { InstancePolicy } from '../instances/instance-policy.ts';
import { INSTANCE_HELP } from '../messages/instances.ts';
import { notPermitted } from './errors.ts';

/** What an operation of the instance wants: its name, on `key/<id>` or `secret/<name>`. */
export interface AccessCheck extends Check {
  /** As a message names it. */
  readonly shownAs: string;
}

const PERMISSIONS = {
  key: 'RbacPermission/Template/CryptoServiceKeyUser',
  secret: 'RbacPermission/Template/CryptoServiceSecretUser',
} as const;

/** Stands for a key that is not named: GenerateRandom needs a permission for any. */
export const ANY_KEY = 'key/*';

export function keyAccess(operation: string, id: string): AccessCheck {
  return { action: operation, resource: `key/${id}`, shownAs: id };
}

export function secretAccess(operation: string, name: string): AccessCheck {
  return { action: operation, resource: `secret/${name}`, shownAs: name };
}

/** Asks the policies of an access point. @param mode `observe` rejects nothing, and records what would be */
export function accessOf(
  mode: Exclude<PermissionMode, 'off'>,
  policies: readonly InstancePolicy[],
): RequestPermissions<AccessCheck> {
  return new RequestPermissions<AccessCheck>({
    mode,
    decide: (checks) => decideInOrder(checks, (check) => decide(policies, check)),
    reject: ({ check: { action, resource, shownAs } }) =>
      notPermitted(shownAs, INSTANCE_HELP.notPermitted({ action, resource })),
  });
}

function decide(policies: readonly InstancePolicy[], check: AccessCheck): DecidedCheck<AccessCheck> {
  const policy = policies.find((one) => permits(one, check.resource));
  if (policy === undefined) return { check, outcome: 'implicit-deny', by: null };
  return { check, outcome: 'allowed', by: { source: 'access-point', policy: policy.name, statement: 0 } };
}

function permits({ permissions, resources }: InstancePolicy, resource: string): boolean {
  const kind = resource.startsWith('secret/') ? 'secret' : 'key';
  if (!permissions.includes(PERMISSIONS[kind])) return false;
  if (resource === ANY_KEY) return resources.some((pattern) => pattern.startsWith('key/'));
  return resources.some((pattern) => matcherOf(pattern)(resource));
}

const MATCHERS = new Map<string, TextMatcher>();
const MAX_MATCHERS = 10_000;

function matcherOf(pattern: string): TextMatcher {
  let matcher = MATCHERS.get(pattern);
  if (matcher !== undefined) return matcher;
  if (MATCHERS.size >= MAX_MATCHERS) MATCHERS.clear();
  MATCHERS.set(pattern, (matcher = glob(pattern, '*')));
  return matcher;
}

/** The least that permits these checks, as CreatePolicy takes it. */
export function leastAccess(checks: readonly Check[]): Json {
  const resources = [...new Set(checks.map(({ resource }) => resource))];
  const kinds = new Set(resources.map((resource) => (resource.startsWith('secret/') ? 'secret' : 'key')));
  return { Permissions: [...kinds].map((kind) => PERMISSIONS[kind]), Resources: resources };
}

/** Whether checks are those of an access point, rather than RAM's. */
export function areOfAccessPoint(checks: readonly Check[]): boolean {
  return checks.length > 0 && checks.every(({ resource }) => /^(?:key|secret)\//.test(resource));
}
