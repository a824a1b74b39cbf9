import type { ControlClient } from '@dragoman/control';

import { secretNameIn, VALUE_READS } from '../program/value-reads.ts';

/** The request that handed a value out first. */
export interface HandOut {
  readonly door: string;
  readonly operation: string;
  readonly request_id: string;
}

const PAGE = 1_000;

/** What a sandbox's journal tells of secrets that were read. */
export interface HandOuts {
  /** How many were. */
  readonly count: number;
  /** The first request that handed a secret out; null where none did. */
  of(origin: { readonly name: string; readonly id: string | null }): HandOut | null;
}

export async function handOutsOf(control: ControlClient): Promise<HandOuts> {
  const byName = new Map<string, HandOut>();
  let after = 0;
  let more = true;
  while (more) {
    const page = await control.journal.list({ after, limit: PAGE, outcome: 'success' });
    for (const { door, operation, request_id, call, resource } of page.entries) {
      if (door === null || operation === null || !VALUE_READS.has(operation)) continue;
      for (const name of call?.names ?? [resource ?? '']) {
        const named = secretNameIn(name);
        if (!byName.has(named)) byName.set(named, { door, operation, request_id });
      }
    }
    [after, more] = [page.last, page.more];
  }
  return {
    count: byName.size,
    of: ({ name, id }) => byName.get(secretNameIn(name)) ?? byName.get(id ?? '') ?? null,
  };
}
