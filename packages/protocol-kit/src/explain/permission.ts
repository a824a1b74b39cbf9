import type { DecidedCheck, DeniedCheck, Json } from '@dragoman/core';

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
  const source = by === null ? '' : `${by.policy}${by.statement === 0 ? '' : `, statement ${by.statement}`}`;
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
      remedies: ['allow it there too: each of them must'],
    };
  return {
    ...base,
    verdict: `no statement allows ${who} ${what}`,
    remedies: ['attach a policy that allows it, such as the least one'],
  };
}
