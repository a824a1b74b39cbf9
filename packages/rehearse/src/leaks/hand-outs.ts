import type { ControlClient } from '@dragoman/control';

import type { ValueOrigin } from './plant-canaries.ts';

/** The request that handed a value out first. */
export interface HandOut {
  readonly door: string;
  readonly operation: string;
  readonly request_id: string;
}

/** The operations that answer with values, as the vendors name them. */
const READS = new Set([
  'ShowSecretVersion',
  'GetSecretValue',
  'BatchGetSecretValue',
  'AdvanceGetSecretValue',
  'get_credential_detail',
]);

const PAGE = 1_000;

/** What a sandbox's journal tells of secrets that were read. */
export interface HandOuts {
  /** How many were. */
  readonly count: number;
  /** The first request that handed a secret out; null where none did. */
  of(origin: ValueOrigin): HandOut | null;
}

export async function handOutsOf(control: ControlClient): Promise<HandOuts> {
  const byName = new Map<string, HandOut>();
  let after = 0;
  let more = true;
  while (more) {
    const page = await control.journal.list({ after, limit: PAGE, outcome: 'success' });
    for (const { door, operation, request_id, call, resource } of page.entries) {
      if (door === null || operation === null || !READS.has(operation)) continue;
      for (const name of call?.names ?? [resource ?? '']) {
        const named = lastPart(name);
        if (!byName.has(named)) byName.set(named, { door, operation, request_id });
      }
    }
    [after, more] = [page.last, page.more];
  }
  return {
    count: byName.size,
    of: ({ name, id }) => byName.get(lastPart(name)) ?? byName.get(id ?? '') ?? null,
  };
}

/** Clients name a secret by its name or its ARN, whose last part is the name. */
const lastPart = (name: string): string => (name.startsWith('acs:') ? name.slice(name.lastIndexOf('/') + 1) : name);
