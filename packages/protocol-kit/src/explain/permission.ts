import type { DecidedCheck, DecidingStatement, DeniedCheck, Json } from '@dragoman/core';
import type { Message } from '@dragoman/messages';

import { mismatchText } from '../near-statement.ts';
import type { Explanation } from './explanation.ts';
import { EXPLAIN } from './messages.ts';

/**
 * Why permissions keep somebody from something.
 * @param who as an identity is called here; `null` where nobody is known
 * @param least what would allow the check that failed
 */
export function explainDenied(
  who: string | null,
  checks: readonly DecidedCheck[],
  denied: DeniedCheck,
  least: () => Json,
): Explanation {
  const { check, outcome, by } = denied;
  const whom = who ?? EXPLAIN.nobody;
  const what = EXPLAIN.onResource({ action: check.action, resource: check.resource });
  const permission = { checks, least: outcome === 'explicit-deny' ? null : least() };
  const base = { about: 'permission', signature: null, nearest: [], permission } as const;
  const source = by === null ? '' : nameOf(by);
  if (outcome === 'explicit-deny')
    return {
      ...base,
      verdict: EXPLAIN.denied({ who: whom, what, source }),
      remedies: [EXPLAIN.takeOut({ action: check.action, source })],
    };
  if (by !== null)
    return {
      ...base,
      verdict: EXPLAIN.notAllowedBy({ source, who: whom, what }),
      remedies: [...nearestRemedy(denied), EXPLAIN.allowThereToo],
    };
  return {
    ...base,
    verdict: EXPLAIN.notAllowed({ who: whom, what }),
    remedies: [...nearestRemedy(denied), EXPLAIN.attachPolicy],
  };
}

/** To widen the statement that came closest. */
function nearestRemedy({ nearest }: DeniedCheck): Message[] {
  const near = nearest?.() ?? null;
  if (near === null) return [];
  return [EXPLAIN.widen({ statement: nameOf(near), mismatch: mismatchText(near) })];
}

function nameOf({ policy, statement }: DecidingStatement): string | Message {
  return statement === 0 ? policy : EXPLAIN.inStatement({ policy, statement });
}
