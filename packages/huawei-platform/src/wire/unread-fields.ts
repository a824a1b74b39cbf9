import { keptNames, membersBeside, NOTHING_UNREAD } from '@dragoman/protocol-kit';
import type { TSchema } from '@sinclair/typebox';

import type { RawInput } from '../operation.ts';

/**
 * The names of a request's query and body that no code of the operation asks for. A body that a client sends with what
 * takes none, such as a GET, is not looked at.
 */
export function unreadFields(
  { operation }: { readonly operation: { readonly input: TSchema } },
  input: unknown,
): readonly string[] {
  const parts = operation.input['properties'] as { readonly query?: TSchema; readonly body?: TSchema };
  const { query, body } = input as RawInput;
  const ofQuery = membersBeside(parts.query, query, 'query.');
  const ofBody = membersBeside(parts.body, body, 'body.');
  if (ofQuery === NOTHING_UNREAD && ofBody === NOTHING_UNREAD) return NOTHING_UNREAD;
  return keptNames([...ofQuery, ...ofBody]);
}
