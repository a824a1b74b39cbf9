import { DomainError, NO_LISTENERS, type Services, type StateStore, type VaultBindings } from '@dragoman/core';
import { type OpenMemoryStore, randomIds } from '@dragoman/environment';

import { findApplied, recordApplied } from './applied.ts';
import { planOf } from './plan.ts';
import { policyWarnings } from './policy-warnings.ts';
import { SeedError, type SeedSource } from './source.ts';
import type { SeedEntry, SeedStep } from './step.ts';

/** What seeds are applied to. */
export interface SeedTarget {
  readonly services: Services;
  readonly state: Pick<StateStore, 'dump'>;
  /** Opens a store to try them in. */
  readonly openMemoryStore: OpenMemoryStore;
  /** Which vaults addresses lead to, by the settings. */
  readonly configured: VaultBindings;
  /** Makes what has to be there before; done again on what is made already. */
  readonly first?: (services: Services) => Promise<void>;
}

/** What came of applying seeds, in the order of the documents' parts. */
export interface Applied {
  readonly created: readonly SeedEntry[];
  /** What was there, or of what is applied once was made from other content than it has now, and was left as it is. */
  readonly skipped: readonly SkippedStep[];
  /** What is to be doubted in the documents, a line each. */
  readonly warnings: readonly string[];
}

/** A step that is not taken: the entry is there, or was made before from other content. */
export interface SkippedStep {
  readonly step: SeedStep;
  readonly why: 'there' | 'changed';
}

/**
 * Applies documents: makes what is not there and leaves what is. All of it is done on a copy first: what is rejected
 * has changed nothing.
 * @param mode `once` makes no entry again that was made before, whether or not it is still there; `missing` makes what
 * is missing
 * @throws SeedError
 */
export async function applySeeds(
  { services, state, openMemoryStore, configured, first }: SeedTarget,
  sources: readonly SeedSource[],
  mode: 'once' | 'missing',
): Promise<Applied> {
  const dryRun = async (): Promise<void> => {
    const copy = openMemoryStore();
    try {
      await copy.state.load(await state.dump());
      const copied = { ...services, ...copy, ids: randomIds, events: NO_LISTENERS };
      await first?.(copied);
      await applyMissing(copied, await partition(copied, await planOf(sources, copied, configured), mode));
    } finally {
      await copy.close();
    }
  };
  const plan = await planOf(sources, services, configured);
  const warnings = sources.flatMap(policyWarnings);
  const due = await partition(services, plan, mode);
  if (due.missing.length === 0) {
    await first?.(services);
    return { created: [], skipped: due.skipped, warnings };
  }
  await dryRun();
  await first?.(services);
  return { ...(await applyMissing({ ...services, events: NO_LISTENERS }, due)), warnings };
}

interface Partition {
  readonly missing: readonly SeedStep[];
  readonly skipped: readonly SkippedStep[];
}

async function partition(services: Services, plan: readonly SeedStep[], mode: 'once' | 'missing'): Promise<Partition> {
  const missing: SeedStep[] = [];
  const skipped: SkippedStep[] = [];
  for (const step of plan) {
    const before = mode === 'once' ? await findApplied(services, idOf(step), step.content) : null;
    if (before === 'same') continue;
    if (before === 'other') skipped.push({ step, why: 'changed' });
    else if (await step.isThere(services)) skipped.push({ step, why: 'there' });
    else missing.push(step);
  }
  return { missing, skipped };
}

async function applyMissing(services: Services, { missing, skipped }: Partition): Promise<Omit<Applied, 'warnings'>> {
  for (const step of missing) {
    await withEntryErrors(step, () => step.create(services));
    await recordApplied(services, idOf(step), step.content);
  }
  for (const step of missing) await withEntryErrors(step, async () => step.finish?.(services));
  return { created: missing.map(({ entry }) => entry), skipped };
}

/** What the core rejects, said of the entry. */
async function withEntryErrors({ source, path }: SeedStep, work: () => Promise<void>): Promise<void> {
  await work().catch((error: unknown) => {
    if (error instanceof DomainError)
      throw new SeedError(
        source,
        path,
        `cannot be made (${error.code}): ${HELP[error.code] ?? 'change it, or what it needs'}`,
        { cause: error },
      );
    throw error;
  });
}

const HELP: Readonly<Partial<Record<DomainError['code'], string>>> = {
  'secret-name-held-by-deletion': 'a secret of this name waits for its deletion; give another name',
  'key-disabled': 'its key is disabled; give another key',
  'key-pending-deletion': 'its key waits for its deletion; give another key',
  'key-pending-import': 'its key has no material; give another key',
  'key-operation-unsupported': 'its key is no symmetric one; give another key',
  'key-spec-unavailable': 'the OpenSSL at hand lacks it; give another spec',
  'key-alias-exists': 'another key has the alias; give another',
};

function idOf({ entry: { kind, vault, name } }: SeedStep): string {
  return JSON.stringify([kind, vault, name]);
}
