import { type CustomerKey, hasMaterial, runDueKeys, type Services } from '@dragoman/core';

import type { DueSource, Happened } from './due.ts';

/** How many keys are looked at before the other sources are. */
const BATCH = 200;

const NO_DEADLINE = Number.MAX_SAFE_INTEGER;

/** Rotations and deletions of keys, and material that expires. */
export function keySource(services: Services): DueSource {
  return {
    name: 'keys',
    async next() {
      const [first] = await services.keys.listDue(NO_DEADLINE, 1);
      return first === undefined || first.dueAt === null ? null : { at: first.dueAt, what: dueKind(first) };
    },
    async upcoming(limit) {
      const due = await services.keys.listDue(NO_DEADLINE, limit);
      return due.map((key) => ({
        at: key.dueAt ?? NO_DEADLINE,
        what: dueKind(key),
        subject: key.id,
        vault: key.vault,
      }));
    },
    async run() {
      const now = services.clock.now();
      const { removed, changed } = await runDueKeys(services, BATCH);
      const rotated = changed.filter(hasMaterial).length;
      const counts = {
        'key-deletion': removed,
        'key-rotation': rotated,
        'key-material-expiry': changed.length - rotated,
      };
      return Object.entries(counts).flatMap(([what, count]): Happened[] =>
        count > 0 ? [{ at: now, what, count }] : [],
      );
    },
  };
}

function dueKind({ dueAt, deletionDueAt, materialExpiresAt }: CustomerKey): string {
  if (dueAt === deletionDueAt) return 'key-deletion';
  return dueAt === materialExpiresAt ? 'key-material-expiry' : 'key-rotation';
}
