import type { CredentialType } from '@dragoman/core';

import type { InventorySecret, InventoryVersion } from '../model/inventory.ts';
import type { Finding } from '../model/verdict.ts';
import { findingOf } from '../rules/catalogue.ts';
import type { ValueTraits } from '../values/value-traits.ts';
import type { PlanContext } from './context.ts';

/** What is to be said of the values that move. */
export interface PlannedValues {
  readonly findings: readonly Finding[];
  /** How many of them were not read, so that the rules on values could not be asked. */
  readonly undetermined: number;
  /** What the secret becomes at BlueKing; a SECRET_KEY where its value was not read. */
  readonly credentialType: CredentialType;
}

/** Asks the rules on values. @param moving the versions that move */
export function planValues(
  secret: InventorySecret,
  moving: readonly InventoryVersion[],
  context: PlanContext,
): PlannedValues {
  const findings = new Map<string, Finding>();
  const isOutOfReach = secret.state === 'disabled' || secret.state === 'frozen';
  let undetermined = 0;
  let credentialType: CredentialType = 'SECRET_KEY';
  const add = (finding: Finding): unknown => findings.set(finding.rule, finding);
  for (const { type, value } of moving) {
    if (isOutOfReach || value.state === 'missing') add(findingOf(context.direction, 'VALUE-MISSING'));
    else if (value.state === 'unread') undetermined += 1;
    else if (context.target === 'bk') credentialType = asCredential(value.traits, type, context, add);
    else asText(value.traits, type, context, add);
  }
  return { findings: [...findings.values()], undetermined, credentialType };
}

type Add = (finding: Finding) => unknown;

function asText(traits: ValueTraits, type: 'text' | 'binary', { direction, profile }: PlanContext, add: Add): void {
  if (traits.bytes > profile.value_bytes) add(findingOf(direction, 'VALUE-SIZE'));
  if (traits.bytes === 0 && direction === 'HW-ALI') add(findingOf(direction, 'VALUE-EMPTY'));
  if (type === 'binary' && !traits.isBase64 && direction === 'ALI-HW') add(findingOf(direction, 'VALUE-BASE64'));
}

function asCredential(
  traits: ValueTraits,
  type: 'text' | 'binary',
  { direction, profile, options }: PlanContext,
  add: Add,
): CredentialType {
  const typed = options.bk_shape === 'typed' && type === 'text' ? traits.typed : null;
  const slots = typed ?? traits.whole;
  if (type === 'binary') add(findingOf(direction, 'VALUE-BINARY'));
  if (typed !== null) add(findingOf(direction, 'VALUE-RESHAPED'));
  if (typed !== null && typed.extraKeys > 0) add(findingOf(direction, 'VALUE-EXTRA-KEYS', { count: typed.extraKeys }));
  if (traits.isForeign) add(findingOf(direction, 'VALUE-FOREIGN-SHAPE'));
  if (slots.isPadded) add(findingOf(direction, 'VALUE-TRIM'));
  if (slots.isMask) add(findingOf(direction, 'VALUE-STARS'));
  if (slots.escapedBytes > profile.value_bytes) add(findingOf(direction, 'VALUE-SIZE'));
  return typed?.type ?? 'SECRET_KEY';
}
