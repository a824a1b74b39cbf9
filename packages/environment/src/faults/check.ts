import { invalidInput, unknownName } from '@dragoman/input';
import { listed } from '@dragoman/messages';
import type { Door } from '@dragoman/protocol-kit';

import { MESSAGES } from '../messages.ts';
import type { FaultRule, FaultStep } from './rule.ts';

/** The ways to fail, of which a step has one at most. */
const FAULT_KINDS = ['error', 'throttle', 'reset', 'truncate_bytes', 'slow_bytes_per_second'] as const;

/**
 * Checks what a schema cannot: that a rule says what happens once, and that every door, operation and code in it
 * exists.
 * @throws ControlError naming the rule, what is wrong in it and what would be right
 */
export function checkRules(rules: readonly FaultRule[], doors: readonly Door[]): void {
  for (const [at, rule] of rules.entries()) checkRule(rule, `rules.${at}`, doors);
}

function checkRule(rule: FaultRule, at: string, doors: readonly Door[]): void {
  if ((rule.fault === undefined) === (rule.script === undefined)) throw invalidInput(MESSAGES.faultOrScript({ at }));
  const met = doorsMet(rule, at, doors);
  const steps = rule.script ?? [rule.fault ?? 'pass'];
  for (const [index, step] of steps.entries())
    checkStep(step, rule.script === undefined ? `${at}.fault` : `${at}.script.${index}`, met);
}

/** The doors whose requests a rule may match. */
function doorsMet({ match = {} }: FaultRule, at: string, doors: readonly Door[]): readonly Door[] {
  const named = match.door === undefined ? doors : doors.filter((door) => door.name === match.door);
  if (named.length === 0)
    throw unknownName(
      `${at}.match.door`,
      match.door ?? '',
      doors.map((door) => door.name),
    );
  const { operation } = match;
  if (operation === undefined) return named;
  const met = named.filter((door) => door.operations.includes(operation));
  if (met.length === 0)
    throw unknownName(
      `${at}.match.operation`,
      operation,
      named.flatMap((door) => door.operations),
    );
  return met;
}

function checkStep(step: FaultStep, at: string, met: readonly Door[]): void {
  if (typeof step === 'string') return;
  const kinds = FAULT_KINDS.filter((way) => step[way] !== undefined);
  if (kinds.length > 1) throw invalidInput(MESSAGES.oneWayToFail({ at, kinds: listed(kinds, ' and ') }));
  const { error } = step;
  if (error === undefined) return;
  const lacking = met.find((door) => !door.injectable.codes.includes(error));
  if (lacking === undefined) return;
  if (met.some((door) => door.injectable.codes.includes(error))) {
    throw invalidInput(MESSAGES.codeOfOtherDoor({ at, door: lacking.name, error }));
  }
  throw unknownName(
    `${at}.error`,
    error,
    met.flatMap((door) => door.injectable.codes),
  );
}
