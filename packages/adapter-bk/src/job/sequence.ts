import { DomainError, type Services, changeDialectRecord, createDialectRecord } from '@dragoman/core';

import { DOOR } from '../names.ts';
import { PLATFORM } from './scope-vaults.ts';

type Counter = { readonly last: number };

/** The next of the numbers that the platform gives to things of a sort, from 1 and across all scopes. */
export async function nextNumber(
  services: Pick<Services, 'resources' | 'clock'>,
  sort: 'account' | 'file-source',
): Promise<number> {
  const ref = { vault: PLATFORM.vault, kind: `${DOOR}.counter`, id: sort };
  for (;;) {
    try {
      return (
        await changeDialectRecord<Counter>(services, ref, ({ body, dueAt }) => ({
          body: { last: body.last + 1 },
          dueAt,
        }))
      ).body.last;
    } catch (error) {
      if (!isCode(error, 'resource-not-found')) throw error;
    }
    try {
      return (await createDialectRecord<Counter>(services, { ...ref, body: { last: 1 } })).body.last;
    } catch (error) {
      // Another request began to count.
      if (!isCode(error, 'resource-exists')) throw error;
    }
  }
}

function isCode(error: unknown, code: DomainError['code']): boolean {
  return error instanceof DomainError && error.code === code;
}
