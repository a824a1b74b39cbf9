import type { DecidedCheck, DecidingStatement, DeniedCheck, Json } from '@dragoman/core';

import { mismatchText } from '../near-statement.ts';
import type { Explanation } from './explanation.ts';

/**
 * Why permissions keep somebody from something.
 * @param who as an identity is called here
 * @param least what would allow the check that failed
 */
export function explainDenied(
  who: string,
  checks: readonly DecidedCheck[],
  denied: DeniedCheck,
  least: () => Json,
): Explanation {
  const { check, outcome, by } = denied;
  const what = `${check.action} on ${check.resource}`;
  const permission = { checks, least: outcome === 'explicit-deny' ? null : least() };
  const base = { about: 'permission', signature: null, nearest: [], permission } as const;
  const source = by === null ? '' : nameOf(by);
  if (outcome === 'explicit-deny')
    return {
      ...base,
      verdict: `${who} is denied ${what} by ${source}`,
      remedies: [`take ${check.action} out of ${source}: no other policy outweighs a Deny`],
    };
  if (by !== null)
    return {
      ...base,
      verdict: `${source} does not allow ${who} ${what}`,
      remedies: [...nearestRemedy(denied), 'allow it there too: each of them must'],
    };
  return {
    ...base,
    verdict: `no statement allows ${who} ${what}`,
    remedies: [...nearestRemedy(denied), 'attach a policy that allows it, such as the least one'],
  };
}

/** To widen the statement that came closest. */
function nearestRemedy({ nearest }: DeniedCheck): string[] {
  const near = nearest?.() ?? null;
  if (near === null) return [];
  return [`widen ${nameOf(near)}, which comes closest: its ${mismatchText(near)} does not fit`];
}

function nameOf({ policy, statement }: DecidingStatement): string {
  return statement === 0 ? policy : `${policy}, statement ${statement}`;
}
