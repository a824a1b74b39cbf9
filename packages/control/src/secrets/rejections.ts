import type { DomainErrorCode } from '@dragoman/core';
import { type Message, verbatim } from '@dragoman/messages';
import { MEANINGS } from './messages.ts';

/** What a rejection of core's means; its code where these calls do not meet it. */
export function meaningOf(code: DomainErrorCode): Message {
  const known: Readonly<Partial<Record<DomainErrorCode, Message>>> = MEANINGS;
  return known[code] ?? verbatim(code);
}
