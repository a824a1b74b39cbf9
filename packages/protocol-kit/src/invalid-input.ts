import { type Message, verbatim } from '@dragoman/messages';
import type { ErrorObject } from 'ajv';

import { INPUT, RULES } from './invalid-input-messages.ts';

/** An input that is wrong in a way that nobody named. */
export const INVALID = INPUT.broken({ field: INPUT.whole, rule: RULES.other });

/** What is wrong with an input. @param field empty where it is the whole */
export function brokenRule(field: string, { keyword, message, params }: ErrorObject): Message {
  const rules: Readonly<Record<string, Message | ((values: { readonly limit: string }) => Message)>> = RULES;
  const rule = rules[keyword] ?? RULES.other;
  const { zh } = typeof rule === 'function' ? rule({ limit: limitIn(params) }) : rule;
  const what = field === '' ? INPUT.whole : verbatim(field);
  return INPUT.broken({ field: what, rule: { en: message ?? RULES.other.en, zh } });
}

/** Limits are of a schema, and nothing that a client sent. */
function limitIn(params: Readonly<Record<string, unknown>>): string {
  const { limit, type, pattern, allowedValue, allowedValues } = params;
  const told = limit ?? type ?? pattern ?? allowedValues ?? allowedValue;
  return typeof told === 'string' ? told : JSON.stringify(told ?? null);
}
