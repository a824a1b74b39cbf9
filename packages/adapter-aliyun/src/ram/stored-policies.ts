import type { Json } from '@dragoman/core';
import { parseBoundedJson, PolicyDocumentError } from '@dragoman/protocol-kit';

import { POLICY_ERRORS } from '../messages/policies.ts';
import { isList } from '../wire/json.ts';
import { type CompiledPolicy, compilePolicy, type PolicyKind } from './policy-document.ts';
import { SYSTEM_POLICIES } from './system-policies.ts';

/** A policy as an identity, a role or a session keeps it: one of the vendor's by its name alone. */
export type StoredPolicy = { readonly name: string; readonly document?: Json };

/** Compiled once for each list that is kept: a store hands out the same list as long as nothing changes. */
const COMPILED = new WeakMap<object, readonly CompiledPolicy[]>();

/** @param stored as it is kept; `null` where no rights are stated */
export function compiledPolicies(stored: Json | undefined): readonly CompiledPolicy[] | null {
  if (!isList(stored)) return null;
  const known = COMPILED.get(stored);
  if (known !== undefined) return known;
  const compiled = stored.map((one) => compileStored(one as StoredPolicy));
  COMPILED.set(stored, compiled);
  return compiled;
}

/** Whether Alibaba Cloud has a policy of this name ready. */
export function isRamSystemPolicy(name: string): boolean {
  return Object.hasOwn(SYSTEM_POLICIES, name);
}

function compileStored({ name, document }: StoredPolicy): CompiledPolicy {
  return compilePolicy(document ?? SYSTEM_POLICIES[name] ?? null, 'identity', name);
}

/** What a decision calls what AssumeRole narrowed a session to. */
export const SESSION_POLICY = 'the session policy';

const ATTACHED = new Map<string, CompiledPolicy>();
const MAX_ATTACHED = 1_000;

/**
 * The policy of a secret, a key or a session, or a role's trust, compiled once for each text.
 * @throws PolicyDocumentError
 */
export function compiledText(text: string, kind: PolicyKind, name: string): CompiledPolicy {
  const key = `${kind} ${text}`;
  const known = ATTACHED.get(key);
  if (known !== undefined) return known;
  const compiled = compilePolicy(parsed(text), kind, name);
  if (ATTACHED.size >= MAX_ATTACHED) ATTACHED.clear();
  ATTACHED.set(key, compiled);
  return compiled;
}

function parsed(text: string): Json {
  try {
    return parseBoundedJson(text) as Json;
  } catch {
    throw new PolicyDocumentError([], POLICY_ERRORS.noJsonPolicy);
  }
}
