import { timingSafeEqual } from 'node:crypto';

import type { SecretValue } from '@dragoman/core';

import type { Move } from '../run/moves.ts';
import type { RunProgress } from '../run/progress.ts';
import type { FoundSecret, Target } from '../targets/target.ts';
import type { SourceValues } from '../values/source-values.ts';

/** How a part of a secret at the target compares with what it is to be. */
export type Comparison = 'equal' | 'differs' | 'missing' | 'extra' | 'unverifiable';

/** One part that is not equal. */
export interface Difference {
  /** Such as `version v2`, `label blue`, `tag team`, `description`. */
  readonly part: string;
  readonly comparison: Exclude<Comparison, 'equal'>;
}

/** One secret, compared. */
export interface VerifiedSecret {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** The worst of its parts. */
  readonly comparison: Comparison;
  readonly differences: readonly Difference[];
  /** Of the current value at both sides; shown to those who ask. */
  readonly fingerprints: readonly { readonly version: string; readonly source: string; readonly target: string }[];
}

/** What is compared. */
export interface VerifyInput {
  readonly moves: readonly Move[];
  readonly target: Target;
  readonly values: SourceValues;
  /** Under the plan's key. */
  readonly fingerprint: (value: SecretValue) => string;
  readonly progress: RunProgress;
  readonly concurrency: number;
  /** Told after each secret. */
  readonly onSecret?: (secret: VerifiedSecret) => void;
}

const ORDER: readonly Comparison[] = ['equal', 'extra', 'unverifiable', 'differs', 'missing'];

/** Compares both sides as they are now, value by value, and keeps no value. The order is that of the plan. */
export async function verifyMoves(input: VerifyInput): Promise<VerifiedSecret[]> {
  const verified: VerifiedSecret[] = [];
  const queue = input.moves.entries();
  const work = async (): Promise<void> => {
    for (const [at, move] of queue) {
      const secret = await verifyMove(input, move);
      verified[at] = secret;
      input.onSecret?.(secret);
    }
  };
  await Promise.all(Array.from({ length: input.concurrency }, work));
  return verified;
}

async function verifyMove(input: VerifyInput, move: Move): Promise<VerifiedSecret> {
  const { secret, source, id } = move;
  const found = await input.target.show(secret.name, targetIdOf(move, input.progress));
  const row = { id, from: source.name, to: secret.name };
  if (found === null)
    return {
      ...row,
      comparison: 'missing',
      differences: [{ part: 'secret', comparison: 'missing' }],
      fingerprints: [],
    };
  const values = await compareValues(input, move, found);
  const differences = [
    ...values.differences,
    ...(move.action === 'create' ? compareShape(move, found) : compareMovedLabels(input, move, found)),
  ];
  const comparison = differences.reduce<Comparison>(
    (worst, each) => (ORDER.indexOf(each.comparison) > ORDER.indexOf(worst) ? each.comparison : worst),
    'equal',
  );
  return { ...row, comparison, differences, fingerprints: values.fingerprints };
}

/** What the target called the secret when it was made, where it goes by no name. */
export function targetIdOf({ steps }: Move, progress: RunProgress): string | null {
  const ids = steps.map(({ id }) => progress.of(id)?.target_id).filter((id) => id !== undefined);
  return ids.at(-1) ?? null;
}

/** The versions that a move writes, by their ids at the source and at the target. */
function versionsOf({ steps }: Move, progress: RunProgress): { readonly source: string; readonly target: string }[] {
  return steps.flatMap((step) =>
    'sourceVersion' in step
      ? [{ source: step.sourceVersion, target: progress.of(step.id)?.target_version ?? step.versionId }]
      : [],
  );
}

async function compareValues(
  { target, values, fingerprint, progress }: VerifyInput,
  move: Move,
  found: FoundSecret,
): Promise<{ differences: Difference[]; fingerprints: VerifiedSecret['fingerprints'][number][] }> {
  const differences: Difference[] = [];
  const fingerprints: VerifiedSecret['fingerprints'][number][] = [];
  const isReadable = target.hasReadableValues && !found.isPendingDelete;
  for (const version of versionsOf(move, progress)) {
    const part = `version ${version.target}`;
    if (!found.versions.some(({ id }) => id === version.target)) {
      differences.push({ part, comparison: 'missing' });
      continue;
    }
    const ref = { name: move.source.name, id: move.source.id, version: version.source };
    const left = isReadable ? await values.valueOf(ref) : null;
    const right = left === null ? null : await target.valueOf(move.secret.name, version.target);
    if (left === null || right === null) {
      differences.push({ part, comparison: 'unverifiable' });
      continue;
    }
    const pair = { version: version.target, source: fingerprint(left), target: fingerprint(right) };
    fingerprints.push(pair);
    if (!timingSafeEqual(Buffer.from(pair.source), Buffer.from(pair.target)))
      differences.push({ part, comparison: 'differs' });
  }
  return { differences, fingerprints };
}

/** All but the values, of a secret that the move made. */
export function compareShape({ secret, steps }: Move, found: FoundSecret): Difference[] {
  const differences: Difference[] = [];
  const same = (part: string, isSame: boolean): unknown => isSame || differences.push({ part, comparison: 'differs' });
  same('description', (secret.description ?? '') === found.description);
  same('deletion', found.isPendingDelete === (secret.deleteInDays !== null));
  if (secret.keyId !== null) same('key', secret.keyId === found.keyId);
  differences.push(...compareTags(secret.tags, found.tags));
  if (secret.credentialType !== null) return differences;
  const planned = new Set(steps.flatMap((step) => ('sourceVersion' in step ? [step.versionId] : [])));
  for (const { id } of found.versions)
    if (!planned.has(id)) differences.push({ part: `version ${id}`, comparison: 'extra' });
  return [...differences, ...compareLabels(expectedLabels(steps), found)];
}

function compareTags(planned: Readonly<Record<string, string>>, found: Readonly<Record<string, string>>): Difference[] {
  const differences: Difference[] = [];
  for (const [key, value] of Object.entries(planned)) {
    if (found[key] === undefined) differences.push({ part: `tag ${key}`, comparison: 'missing' });
    else if (found[key] !== value) differences.push({ part: `tag ${key}`, comparison: 'differs' });
  }
  for (const key of Object.keys(found))
    if (planned[key] === undefined) differences.push({ part: `tag ${key}`, comparison: 'extra' });
  return differences;
}

/** Where labels are to be: those of the plan, CURRENT on what was written last, PREVIOUS on what was written before. */
function expectedLabels(steps: Move['steps']): Map<string, string> {
  const versions = steps.flatMap((step) => ('sourceVersion' in step ? [step.versionId] : []));
  const labels = new Map(steps.flatMap((step) => (step.kind === 'label' ? [[step.label, step.versionId]] : [])));
  const [previous, current] = [versions.at(-2), versions.at(-1)];
  if (current !== undefined) labels.set('CURRENT', current);
  if (previous !== undefined) labels.set('PREVIOUS', previous);
  return labels;
}

/** Of a secret that was there: the labels that the move put somewhere. */
function compareMovedLabels(
  { target, progress }: VerifyInput,
  { steps }: Move,
  { versions }: FoundSecret,
): Difference[] {
  const planned = new Map<string, string>();
  for (const step of steps) {
    const added = 'sourceVersion' in step ? (progress.of(step.id)?.target_version ?? step.versionId) : undefined;
    if (step.kind === 'label') planned.set(step.label === target.currentLabel ? 'CURRENT' : step.label, step.versionId);
    else if (added !== undefined) planned.set('CURRENT', added);
  }
  return [...planned].flatMap(([label, id]): Difference[] => {
    const found = versions.find(({ labels }) => labels.includes(label))?.id;
    if (found === id) return [];
    return [{ part: `label ${label}`, comparison: found === undefined ? 'missing' : 'differs' }];
  });
}

function compareLabels(planned: ReadonlyMap<string, string>, { versions }: FoundSecret): Difference[] {
  const found = new Map(versions.flatMap(({ id, labels }) => labels.map((label) => [label, id] as const)));
  const differences: Difference[] = [];
  for (const [label, id] of planned) {
    if (!found.has(label)) differences.push({ part: `label ${label}`, comparison: 'missing' });
    else if (found.get(label) !== id) differences.push({ part: `label ${label}`, comparison: 'differs' });
  }
  for (const label of found.keys())
    if (!planned.has(label)) differences.push({ part: `label ${label}`, comparison: 'extra' });
  return differences;
}
