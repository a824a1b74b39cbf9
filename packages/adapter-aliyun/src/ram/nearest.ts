import type { DecidingStatement, NearStatement, StatementMismatch } from '@dragoman/core';
import { mismatch, nearestStatement, patternDistance, type StatementLikeness } from '@dragoman/protocol-kit';

import { EFFECTIVE_ACTIONS } from './effective-actions.ts';
import type { CompiledPolicy, CompiledStatement } from './policy-document.ts';
import { isAbout, isMet, type Request } from './request.ts';

/**
 * The statement that came closest to allowing what nothing allows.
 * @param by what was silent, where that alone keeps it from being allowed
 */
export function nearestTo(request: Request, by: DecidingStatement | null): NearStatement | null {
  return nearestStatement(candidates(request, by));
}

function* candidates({ principal, check, action }: Request, by: DecidingStatement | null) {
  const { policies, session } = principal;
  const { attached } = check;
  const request = { principal, check, action };
  if (by?.source === 'session') return yield* likenesses('session', session, request);
  if (by === null) for (const policy of policies ?? []) yield* likenesses('identity', policy, request);
  if (attached === undefined) return;
  if (attached.to === 'role') yield* likenesses('trust', attached.policy, request);
  else if (EFFECTIVE_ACTIONS[attached.to](action)) yield* likenesses('resource', attached.policy, request);
}

function* likenesses(
  source: string,
  policy: CompiledPolicy | null,
  request: Request,
): Generator<StatementLikeness, void> {
  for (const statement of policy?.allows ?? []) {
    const mismatches = mismatchesOf(statement, source, request);
    const distance = distanceTo(statement, request);
    yield { source, policy: policy?.name ?? '', statement: statement.number, mismatches, distance };
  }
}

function distanceTo({ actions, resources }: CompiledStatement, { check }: Request): number {
  return patternDistance(actions.names, check.action) + patternDistance(resources, check.resource);
}

function mismatchesOf(statement: CompiledStatement, source: string, request: Request): StatementMismatch[] {
  const { principal, check, action } = request;
  const { actions, resources, conditions, principals } = statement;
  const isForPrincipal =
    principals.length === 0 || isAbout(statement, principal, source === 'trust' ? 'trust' : 'allows', check.owner);
  return [
    ...(isForPrincipal ? [] : [mismatch('Principal', principals)]),
    ...(statement.matchesAction(action) ? [] : [mismatch(actions.field, actions.names)]),
    ...(statement.matchesResource(check.resource) ? [] : [mismatch('Resource', resources)]),
    ...conditions
      .filter((condition) => !isMet(condition, request))
      .map(({ written }) => mismatch('Condition', [written])),
  ];
}
