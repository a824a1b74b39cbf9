import type { Dialect } from '../model/direction.ts';
import type { Finding } from '../model/verdict.ts';
import { findingOf } from '../rules/catalogue.ts';
import type { PlanContext } from './context.ts';

/** A secret that the target has already. */
export interface ExistingSecret {
  readonly name: string;
  /** Whether its current value is that of the source; `null` where nobody compared them. */
  readonly sameValue: boolean | null;
  readonly isPendingDelete: boolean;
}

/** What the target holds before anything moves. */
export interface TargetState {
  readonly existing: readonly ExistingSecret[];
  /** How many secrets count towards the quota. */
  readonly count: number;
}

export const EMPTY_TARGET: TargetState = { existing: [], count: 0 };

/** What is done with a secret. */
export type Action = 'create' | 'skip' | 'add-version';

/** What the target's own secrets decide on one that moves. */
export interface PlannedAction {
  readonly action: Action;
  readonly findings: readonly Finding[];
}

/** Finds the secrets of the target by name, as it compares names. */
export function existingByName(dialect: Dialect, state: TargetState): (name: string) => ExistingSecret | undefined {
  const keyOf = (name: string): string => (dialect === 'bk' ? name.toLowerCase() : name);
  const byName = new Map(state.existing.map((secret) => [keyOf(secret.name), secret]));
  return (name) => byName.get(keyOf(name));
}

/** Whether a name is free at the target, done already, or taken. */
export function planAction(existing: ExistingSecret | undefined, context: PlanContext): PlannedAction {
  const { direction, target, options } = context;
  if (existing === undefined) return { action: 'create', findings: [] };
  if (existing.isPendingDelete && target !== 'bk')
    return { action: 'skip', findings: [findingOf(direction, 'NAME-DELETING')] };
  if (target !== 'bk' && existing.sameValue === true)
    return { action: 'skip', findings: [findingOf(direction, 'NAME-TAKEN', { verdict: 'kept' })] };
  if (target !== 'bk' && options.on_existing === 'new-version')
    return { action: 'add-version', findings: [findingOf(direction, 'NAME-TAKEN', { verdict: 'changed' })] };
  return { action: 'skip', findings: [findingOf(direction, 'NAME-TAKEN')] };
}
