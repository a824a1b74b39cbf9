import type { Identity, Json } from '@dragoman/core';
import type { Message } from '@dragoman/messages';

import { type PolicyReference, type PolicyVendor, vendorOf } from './policies.ts';
import type { SeedDocument } from './schema.ts';
import type { SeedPath, SeedSource } from './source.ts';
import { type UnknownAction, unknownActions } from './unknown-actions.ts';
import { WARNINGS } from './policy-messages.ts';

/** A policy that is written out in a document. */
interface WrittenPolicy {
  readonly path: SeedPath;
  readonly document: Json;
  readonly vendor: PolicyVendor;
}

/**
 * What is to be doubted in the policies of seeds, a line each, with the place: actions that no operation asks for.
 * @param source one whose policies their vendors take
 */
export function policyWarnings({ document, locationOf }: SeedSource): string[] {
  return [...writtenPolicies(document)].flatMap(({ path, document: policy, vendor }) =>
    unknownActions(policy, vendor).map((unknown) => {
      const at = [...path, ...unknown.path];
      return `${locationOf(at)}${at.join('.')}: ${unknownText(unknown).en}`;
    }),
  );
}

function* writtenPolicies(document: SeedDocument): Generator<WrittenPolicy> {
  for (const [name, policy] of Object.entries(document.policies ?? {}))
    yield { path: ['policies', name], document: policy as Json, vendor: vendorOf(policy as Json) };
  for (const [index, { policies, trust }] of (document.roles ?? []).entries()) {
    yield* inlinePolicies(policies, ['roles', index, 'policies']);
    if (trust !== undefined) yield { path: ['roles', index, 'trust'], document: trust as Json, vendor: 'aliyun' };
  }
  for (const [index, { grants }] of (document.agencies ?? []).entries())
    yield* grantedPolicies(grants, ['agencies', index, 'grants']);
  for (const [index, { aliyun, huawei }] of (document.identities ?? []).entries()) {
    yield* inlinePolicies(aliyun?.policies, ['identities', index, 'aliyun', 'policies']);
    yield* grantedPolicies(huawei?.grants, ['identities', index, 'huawei', 'grants']);
  }
}

function* inlinePolicies(policies: readonly PolicyReference[] | undefined, path: SeedPath): Generator<WrittenPolicy> {
  for (const [index, policy] of (policies ?? []).entries())
    if (typeof policy !== 'string') yield { path: [...path, index], document: policy as Json, vendor: 'aliyun' };
}

function* grantedPolicies(
  grants: readonly { readonly policy: PolicyReference }[] | undefined,
  path: SeedPath,
): Generator<WrittenPolicy> {
  for (const [index, { policy }] of (grants ?? []).entries())
    if (typeof policy !== 'string')
      yield { path: [...path, index, 'policy'], document: policy as Json, vendor: 'huawei' };
}

/** The same of what an identity keeps, by the names of its policies. */
export function identityWarnings({ attributes }: Identity): Message[] {
  const policies = (attributes['aliyun']?.['policies'] ?? []) as unknown as readonly StoredPolicy[];
  const grants = (attributes['huawei']?.['grants'] ?? []) as unknown as readonly { readonly policy: StoredPolicy }[];
  return [
    ...policies.flatMap((policy) => warningsOf(policy, 'aliyun')),
    ...grants.flatMap(({ policy }) => warningsOf(policy, 'huawei')),
  ];
}

/** A policy as an identity keeps it: one that the vendor has ready has no document. */
interface StoredPolicy {
  readonly name: string;
  readonly document?: Json;
}

function warningsOf({ name, document }: StoredPolicy, vendor: PolicyVendor): Message[] {
  if (document === undefined) return [];
  return unknownActions(document, vendor).map((unknown) =>
    WARNINGS.inStatement({ name, statement: Number(unknown.path[1]) + 1, warning: unknownText(unknown) }),
  );
}

function unknownText({ action, nearest }: UnknownAction): Message {
  return nearest === null ? WARNINGS.unknownAction({ action }) : WARNINGS.unknownActionNear({ action, nearest });
}
