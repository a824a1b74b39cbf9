import { ConfigError } from '@dragoman/input';

import type { PlanFile } from '../plan-file/schema.ts';
import type { Target } from '../targets/target.ts';
import type { Move } from './moves.ts';
import type { RunProgress } from './progress.ts';

/** What is looked at before anything is written. */
export interface PreflightInput {
  readonly plan: PlanFile;
  readonly moves: readonly Move[];
  readonly target: Target;
  readonly progress: RunProgress;
  /** Whether secrets that their service rotates may move all the same. */
  readonly mayRotate: boolean;
}

/**
 * Proves that the target answers, has room, and that the names are free that no earlier run took. Nothing is written.
 * @throws ConfigError in one line for the first problem @throws CloudError where the target rejects a question
 */
export async function preflight(input: PreflightInput): Promise<void> {
  const { plan, moves, target, progress, mayRotate } = input;
  const rotating = moves.filter(({ source }) => source.isRotating).map(({ source }) => source.name);
  if (!mayRotate && rotating.length > 0)
    throw new ConfigError(
      `${listed(rotating)} would be rotated at the source after it moved: turn that off, or give --allow-rotating`,
    );
  const names = await target.listNames();
  if (names === null) return;
  const waiting = moves.filter(
    ({ action, steps }) => action === 'create' && progress.of(steps[0]?.id ?? '') === undefined,
  );
  const { quota } = plan.target.profile;
  if (typeof quota === 'number' && names.size + waiting.length > quota)
    throw new ConfigError(
      `the target has ${names.size} secrets and may hold ${quota}: ${waiting.length} more do not fit`,
    );
  const taken = waiting.map(({ secret }) => secret.name).filter((name) => names.has(name));
  if (taken.length > 0) throw new ConfigError(`the target has ${listed(taken)} already: make the plan anew`);
}

const MAX_NAMED = 3;

function listed(names: readonly string[]): string {
  const named = names.slice(0, MAX_NAMED).map((name) => JSON.stringify(name));
  const others = names.length - named.length;
  return `${named.join(', ')}${others > 0 ? ` and ${others} more` : ''}`;
}
