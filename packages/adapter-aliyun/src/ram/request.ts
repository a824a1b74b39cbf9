import type { Check } from '@dragoman/core';

import { type CompiledCondition, type ConditionContext, holds } from './conditions.ts';
import { matcherOf } from './patterns.ts';
import type { CompiledPolicy, CompiledStatement } from './policy-document.ts';

/** Who is to be decided about, with everything that is attached to them. */
export interface RamPrincipal {
  /** `provider`: a token of an identity provider, of which a role's trust decides alone. */
  readonly kind: 'user' | 'role' | 'provider';
  readonly account: string;
  /** `acs:ram::<account>:user/<name>`, `…:role/<name>`, `…:oidc-provider/<name>`. */
  readonly arn: string;
  /** As an error names it: a user's id, a role with its session, a provider. */
  readonly displayName: string;
  /** `null` where no rights are stated: everything of the account is theirs. */
  readonly policies: readonly CompiledPolicy[] | null;
  /** What AssumeRole narrowed the session to. */
  readonly session: CompiledPolicy | null;
  /** What the request says of itself, by condition key in lower case. */
  readonly context: ConditionContext;
}

/** What an operation wants, and what stands at the thing itself. */
export interface RamCheck extends Check {
  /** The account that the resource belongs to. */
  readonly owner: string;
  /** Of the resource alone, such as its tags, by condition key in lower case. */
  readonly context?: ConditionContext;
  /** The policy of the secret or key; the trust of the role that is assumed. */
  readonly attached?: { readonly to: 'secret' | 'key' | 'role'; readonly policy: CompiledPolicy } | undefined;
  /** As a message names it, where that is not the resource's ARN. */
  readonly shownAs?: string;
}

/** One check of one principal. */
export interface Request {
  readonly principal: RamPrincipal;
  readonly check: RamCheck;
  readonly action: string;
}

/** Whether it is about the resource, and all its conditions hold. */
export function isAboutResource(statement: CompiledStatement, { principal, check }: Request): boolean {
  return (
    statement.matchesResource(check.resource) &&
    statement.conditions.every((condition) => isMet(condition, { principal, check }))
  );
}

/** Whether a condition holds of what is asked. */
export function isMet(condition: CompiledCondition, { principal, check }: Omit<Request, 'action'>): boolean {
  return holds(condition, check.context ?? NO_CONTEXT, principal.context);
}

const NO_CONTEXT: ConditionContext = {};

/**
 * Whether a statement's Principal means somebody. An account means everybody in it; but what a secret or key allows its
 * own account hands over to RAM and gives nobody anything (the FAQ of KMS demands rights in RAM beside the default
 * policy). @NOTE unverified
 */
export function isAbout(
  { principals }: CompiledStatement,
  { account, arn }: RamPrincipal,
  use: 'denies' | 'allows' | 'trust',
  owner: string,
): boolean {
  return principals.some((principal) => {
    const whole = /^acs:ram::([^:]+):(\*|root)$/.exec(principal)?.[1];
    if (whole === undefined) return principal === arn || (principal.includes('*') && matcherOf([principal])(arn));
    return matcherOf([whole])(account) && !(use === 'allows' && account === owner);
  });
}
