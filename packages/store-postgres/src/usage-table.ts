import { createHash } from 'node:crypto';

import type { UsageCounts } from '@dragoman/core';

import type { Queries } from './database.ts';

const ADD = `INSERT INTO usage AS held (hash, since, until, uses) VALUES ($1, $3, $4, 1)
  ON CONFLICT (hash) DO UPDATE SET
    since = CASE WHEN $2 BETWEEN held.since AND held.until THEN held.since ELSE excluded.since END,
    until = CASE WHEN $2 BETWEEN held.since AND held.until THEN held.until ELSE excluded.until END,
    uses = CASE WHEN $2 BETWEEN held.since AND held.until THEN held.uses + 1 ELSE 1 END
  RETURNING uses`;
const FORGET = 'DELETE FROM usage WHERE until < $1';

/** After so many uses what is over is forgotten. */
const FORGET_EVERY = 1_000;

/** Counts in a table, for all gateways and whoever leads next. */
export function postgresUsageCounts({ rows }: Queries): UsageCounts {
  let added = 0;
  return {
    async add(key, { now, since, until }) {
      // A client chooses how long a nonce is; an index takes no more than some kilobytes.
      const hash = createHash('sha256').update(key).digest();
      const [row] = await rows<{ readonly uses: number }>(ADD, hash, now, since, until);
      added += 1;
      if (added % FORGET_EVERY === 0) await rows(FORGET, now);
      return row?.uses ?? 1;
    },
  };
}
