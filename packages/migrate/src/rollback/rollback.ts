import type { SecretValue } from '@dragoman/core';

import { CloudError } from '../clients/cloud-error.ts';
import type { Move } from '../run/moves.ts';
import type { ProgressLine, RunProgress } from '../run/progress.ts';
import type { FoundSecret, Target } from '../targets/target.ts';
import { compareShape, targetIdOf } from '../verify/verify.ts';

/** What became of one secret that a run had written. */
export type Undoing =
  /** Made by the run, and gone. */
  | 'deleted'
  /** Made by the run, and waits for its deletion. */
  | 'scheduled'
  /** It was there: its labels are again where they were; the versions that the run added stay. */
  | 'restored'
  /** Made by the run, and the target deletes nothing. */
  | 'remains'
  /** The run had not written it, or somebody deleted it. */
  | 'absent'
  /** Somebody changed it since, so that it is left alone. */
  | 'changed-since'
  | 'failed';

/** One secret of a rollback. */
export interface UndoneSecret {
  readonly id: string;
  readonly name: string;
  readonly outcome: Undoing;
  /** What the target calls it where it goes by no name. */
  readonly targetId?: string;
  /** The versions that stay. */
  readonly version?: string;
  /** What changed, or why it failed. */
  readonly why?: string;
}

/** What a rollback needs. */
export interface RollbackInput {
  readonly moves: readonly Move[];
  readonly target: Target;
  readonly progress: RunProgress;
  /** Under the plan's key. */
  readonly fingerprint: (value: SecretValue) => string;
  /** Deletes at once, and not after a week. */
  readonly isNow: boolean;
  readonly concurrency: number;
  readonly onSecret?: (secret: UndoneSecret) => void;
}

/**
 * Undoes what runs of a plan wrote, and nothing else; the source is never touched. What a service makes by itself with
 * its first secret stays, such as Huawei's default key of CSMS, which nobody can delete.
 */
export async function rollBack(input: RollbackInput): Promise<UndoneSecret[]> {
  const written = input.moves.filter(({ steps }) => steps.some(({ id }) => input.progress.of(id) !== undefined));
  const undone: UndoneSecret[] = [];
  const queue = written.entries();
  const work = async (): Promise<void> => {
    for (const [at, move] of queue) {
      const secret = await undo(input, move).catch((error: unknown) => {
        if (!(error instanceof CloudError)) throw error;
        return { id: move.id, name: move.secret.name, outcome: 'failed', why: error.message } as const;
      });
      undone[at] = secret;
      input.onSecret?.(secret);
    }
  };
  await Promise.all(Array.from({ length: input.concurrency }, work));
  return undone;
}

async function undo(input: RollbackInput, move: Move): Promise<UndoneSecret> {
  const { target, progress, isNow } = input;
  const targetId = targetIdOf(move, progress);
  const row = { id: move.id, name: move.secret.name, ...(targetId === null ? {} : { targetId }) };
  const found = await target.show(move.secret.name, targetId);
  if (found === null) return { ...row, outcome: 'absent' };
  if (move.action === 'add-version') return { ...row, ...(await restoreLabels(input, move, found)) };
  if (target.dialect === 'bk') return { ...row, outcome: await target.remove(move.secret.name, isNow) };
  const why = await changedSince(input, move, found);
  if (why !== null) return { ...row, outcome: 'changed-since', why };
  if (found.isPendingDelete && !isNow) return { ...row, outcome: 'scheduled' };
  return { ...row, outcome: await target.remove(move.secret.name, isNow) };
}

/** Labels go back to where they were, the last first; versions cannot be deleted at either cloud. */
async function restoreLabels(
  { target, progress }: RollbackInput,
  { secret, steps }: Move,
  { versions }: FoundSecret,
): Promise<Omit<UndoneSecret, 'id' | 'name'>> {
  const taken = steps.flatMap((step) => {
    const line = progress.of(step.id);
    return line?.state === 'done' ? [{ step, line }] : [];
  });
  const added = taken.flatMap(({ line }) => line.target_version ?? []);
  const stays = added.length === 0 ? {} : { version: added.join(', ') };
  const moves = labelMoves(taken, target.currentLabel);
  const onVersion = (label: string): string | undefined =>
    versions.find(({ labels }) => labels.includes(label === target.currentLabel ? 'CURRENT' : label))?.id;
  for (const [label, { to, from }] of moves) {
    const now = onVersion(label);
    if (now !== from && now !== to) return { outcome: 'changed-since', why: `label ${label}`, ...stays };
  }
  for (const [label, { to, from }] of [...moves].toReversed())
    if (onVersion(label) === from && from !== to) await target.moveLabel(secret.name, label, { from, to: to ?? null });
  return { outcome: 'restored', ...stays };
}

/** By label: where it is after the steps, and where it was before the first of them. */
function labelMoves(
  taken: readonly { readonly step: Move['steps'][number]; readonly line: ProgressLine }[],
  currentLabel: string,
): Map<string, { readonly from: string; readonly to: string | undefined }> {
  const moves = new Map<string, { readonly from: string; readonly to: string | undefined }>();
  for (const { step, line } of taken) {
    const label = step.kind === 'label' ? step.label : currentLabel;
    const from = step.kind === 'label' ? step.versionId : line.target_version;
    if (from !== undefined) moves.set(label, { from, to: moves.has(label) ? moves.get(label)?.to : line.before });
  }
  return moves;
}

/** What somebody changed of a secret that the move made; `null` where it is as the move left it. */
async function changedSince(
  { target, progress, fingerprint }: RollbackInput,
  move: Move,
  found: FoundSecret,
): Promise<string | null> {
  const isWhole = move.steps.every(({ id }) => progress.isDone(id));
  if (isWhole) {
    const parts = compareShape(move, found).map(({ part }) => part);
    return parts.length === 0 ? null : parts.join(', ');
  }
  const lines = move.steps.map(({ id }) => progress.of(id)).filter((line) => line !== undefined);
  const own = new Set(lines.map((line) => line.target_version).filter((id) => id !== undefined));
  const inDoubt = lines.find(({ state }) => state === 'begin')?.fp;
  for (const { id } of found.versions) {
    if (own.has(id)) continue;
    const value = inDoubt === undefined ? null : await target.valueOf(move.secret.name, id);
    if (value === null || fingerprint(value) !== inDoubt) return `version ${id}`;
  }
  return null;
}
