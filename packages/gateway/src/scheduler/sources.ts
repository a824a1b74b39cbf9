import { EVENT_KIND, type Resource, type Secret, type Services, type Settled, countedRevision, eventIn, nextDueAt, settleDue, settleDueKeys } from '@dragoman/core';
import type { DoorWork } from '@dragoman/protocol-kit';

import type { Done, DueSource } from './scheduler.ts';

/** What sources tell of faults with. */
type OnFault = (where: string, error: unknown) => void;

/** How many things of a kind are done before the other kinds are looked at again. */
const BATCH = 200;

const EVER = Number.MAX_SAFE_INTEGER;
const HOUR_MS = 3_600_000;

/** How long an expired token is kept, so that it is told apart from an unknown one. */
const EXPIRED_PROOF_KEPT_MS = 24 * HOUR_MS;

/** How long after a failure something is tried again, doubled with every failure up to an hour. */
const RETRY_MS = 30_000;

/** Everything that falls due in a gateway. */
export function dueSources(services: Services, works: readonly DoorWork[], onFault: OnFault): DueSource[] {
  const chores = works.flatMap((work) => Object.entries(work.chores));
  return [
    resourceSource(services, EVENT_KIND, (resource) => handOn(services, works, resource), onFault),
    secretSource(services, onFault),
    keySource(services),
    ...chores.map(([kind, chore]) => resourceSource(services, kind, chore, onFault)),
    proofSource(services),
  ];
}

/** Deletions, rotations and expiries of secrets. */
function secretSource(services: Services, onFault: OnFault): DueSource {
  return {
    name: 'secrets',
    async next() {
      const [first] = await services.secrets.listDue(EVER, 1);
      return first === undefined ? null : nextDueAt(first);
    },
    async run(until) {
      const done: Record<string, number> = {};
      const due = await services.secrets.listDue(until, BATCH);
      for (const [place, secret] of due.entries()) {
        const bound = isDeletionDue(secret) ? lastBeforeOther(due, place, until) : until;
        const settled = await settleDue(services, secret, bound, (error) => { onFault(`rotation of ${secret.name}`, error); });
        const counts = settled === null ? null : counted(settled);
        if (counts !== null) done[counts.what] = (done[counts.what] ?? 0) + counts.count;
      }
      return done;
    },
  };
}

/** What was done; `null` where somebody else did it first. */
function counted(settled: Settled): { readonly what: string; readonly count: number } | null {
  if (settled.what === 'deletion') return { what: 'deleted', count: settled.count };
  if (settled.what === 'expiry') return { what: 'version-expired', count: 1 };
  const what = { 'rotated': 'rotated', 'failed': 'rotation-failed', 'retried-later': 'rotation-retried', 'not-due': null }[settled.outcome];
  return what === null ? null : { what, count: 1 };
}

function isDeletionDue(secret: Secret): boolean {
  return secret.deletionDueAt !== null && secret.deletionDueAt === nextDueAt(secret);
}

/** Until when deletions are all that is due from this place on: they go at once, however many they are. */
function lastBeforeOther(due: readonly Secret[], place: number, until: number): number {
  const other = due.slice(place).find((secret) => !isDeletionDue(secret));
  const last = due.at(-1);
  if (other === undefined) return due.length < BATCH || last === undefined ? until : nextDueAt(last) ?? until;
  return Math.max((nextDueAt(other) ?? until) - 1, due[place]?.deletionDueAt ?? 0);
}

/** Rotations of keys, material that expires, and along with them the keys whose deletion fell due. */
function keySource(services: Services): DueSource {
  return {
    name: 'keys',
    async next() {
      const [first] = await services.keys.listDue(EVER, 1);
      return first?.dueAt ?? null;
    },
    async run() {
      const { removed, changed } = await settleDueKeys(services, BATCH);
      return nonZero({ 'keys-removed': removed, 'keys-changed': changed.length });
    },
  };
}

/** Resources of one kind. A chore that fails is put off. */
function resourceSource(services: Services, kind: string, chore: (resource: Resource) => Promise<void>, onFault: OnFault): DueSource {
  return {
    name: kind,
    async next() {
      const [first] = await services.resources.listDue(kind, EVER, 1);
      return first?.dueAt ?? null;
    },
    async run(until) {
      const due = await services.resources.listDue(kind, until, BATCH);
      for (const resource of due) {
        await chore(resource).catch(async (error: unknown) => {
          onFault(`${kind} ${resource.id}`, error);
          await putOff(services, resource);
        });
      }
      return nonZero({ [kind]: due.length });
    },
  };
}

async function putOff({ resources, clock }: Services, resource: Resource): Promise<void> {
  const dueAt = clock.now() + Math.min(RETRY_MS * 2 ** Math.min(countedRevision(resource.revision) - 1, 7), HOUR_MS);
  await resources.commit({ ...resource, dueAt, revision: resource.revision + 1 }, resource.revision);
}

/** Hands an event on to everybody who wants it; it goes when all have heard of it. */
async function handOn({ resources }: Services, works: readonly DoorWork[], resource: Resource): Promise<void> {
  const event = eventIn(resource);
  for (const work of works) if (work.wants(event)) await work.hear(event, resource.id);
  await resources.remove(resource.vault, resource.kind, resource.id, resource.revision);
}

/** Expired proofs go once an hour. */
function proofSource({ identities, clock }: Services): DueSource {
  let nextAt = clock.now();
  return {
    name: 'proofs',
    next: () => Promise.resolve(nextAt),
    async run() {
      nextAt = clock.now() + HOUR_MS;
      return { 'proofs-removed': await identities.removeExpiredProofs(clock.now() - EXPIRED_PROOF_KEPT_MS) };
    },
  };
}

function nonZero(counts: Done): Done {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

