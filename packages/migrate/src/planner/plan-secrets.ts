import { ConfigError } from '@dragoman/input';

import type { InventorySecret } from '../model/inventory.ts';
import type { RenameRule } from '../model/options.ts';
import { VERDICTS } from '../model/verdict.ts';
import { compareText, distinctNames } from '../names/distinct-names.ts';
import { type MappedName, mapName, type NameTarget } from '../names/map-name.ts';
import { findingOf, RULES } from '../rules/catalogue.ts';
import type { PlanContext } from './context.ts';
import { editKeyOf, NO_EDITS, type SecretEdits } from './edits.ts';
import { type PlannedName, type PlannedSecret, planSecret } from './plan-secret.ts';
import { existingByName, type TargetState } from './target-state.ts';

/**
 * What becomes of all secrets together, by name and id, whatever the order in which they were given.
 * @throws ConfigError where an edit cannot be
 */
export function planSecrets(
  secrets: readonly InventorySecret[],
  context: PlanContext,
  state: TargetState,
  renames: readonly RenameRule[] = [],
  edits: SecretEdits = NO_EDITS,
): PlannedSecret[] {
  const sorted = secrets.toSorted(
    (left, right) => compareText(left.name, right.name) || compareText(left.id ?? '', right.id ?? ''),
  );
  const names = plannedNames(sorted, context, renames, edits);
  const existing = existingByName(context.target, state);
  const planned = sorted.map((secret, at) => {
    const name = names[at] as PlannedName;
    return planSecret(secret, name, existing(name.name), context, edits.get(editKeyOf(secret)));
  });
  return withinQuota(planned, context, state.count);
}

/** The name of each secret at the target. */
function plannedNames(
  secrets: readonly InventorySecret[],
  context: PlanContext,
  renames: readonly RenameRule[],
  edits: SecretEdits,
): PlannedName[] {
  const { direction, target, profile, options } = context;
  const mapped = secrets.map((secret) => {
    const edited = edits.get(editKeyOf(secret))?.name;
    const byName = { dialect: target, profile, options };
    return edited === undefined ? mapName(secret.name, byName, renames) : editedName(secret.name, edited, byName);
  });
  rejectCollisions(secrets, mapped, edits, (name) => (target === 'bk' ? name.toLowerCase() : name));
  const distinct = distinctNames(
    secrets.map(({ name, id }, at) => ({ name, id, mapped: mapped[at]?.name ?? name })),
    target === 'bk',
    profile.name_max,
  );
  // What no name of the source can meet was brought about by a rename rule, which says itself what it does.
  const isRule = (aspect: string): boolean => RULES.has(`${direction}-${aspect}`);
  return distinct.map(({ name, collides }, at) => ({
    name,
    collides,
    aspects: (mapped[at]?.aspects ?? []).filter(isRule),
  }));
}

/** A name that somebody chose is taken as it is, or not at all. */
function editedName(name: string, edited: string, target: NameTarget): MappedName {
  const { aspects } = mapName(name, target);
  if (mapName(edited, target).name !== edited)
    throw new ConfigError(`${JSON.stringify(edited)} is no name that ${target.dialect} takes: give another`);
  return { name: edited, aspects };
}

/** A name that somebody chose is no other's: nobody's is changed to make room for it. */
function rejectCollisions(
  secrets: readonly InventorySecret[],
  mapped: readonly MappedName[],
  edits: SecretEdits,
  keyOf: (name: string) => string,
): void {
  const names = Map.groupBy(mapped, ({ name }) => keyOf(name));
  for (const secret of edits.size === 0 ? [] : secrets) {
    const edited = edits.get(editKeyOf(secret))?.name;
    if (edited !== undefined && (names.get(keyOf(edited)) ?? []).length > 1)
      throw new ConfigError(`two secrets would be called ${JSON.stringify(edited)}: give one of them another name`);
  }
}

/** Those that the target has no room for are refused: the better verdicts go first, then by name. */
function withinQuota(planned: readonly PlannedSecret[], context: PlanContext, count: number): PlannedSecret[] {
  const { direction, profile } = context;
  const made = planned
    .filter(({ action }) => action === 'create')
    .toSorted((left, right) => VERDICTS.indexOf(left.verdict) - VERDICTS.indexOf(right.verdict));
  const beyond = new Set(made.slice(Math.max(0, profile.quota - count)));
  if (beyond.size === 0) return [...planned];
  return planned.map((secret) =>
    beyond.has(secret)
      ? {
          ...secret,
          action: 'skip',
          verdict: 'refused',
          findings: [...secret.findings, findingOf(direction, 'QUOTA')],
          target: null,
        }
      : secret,
  );
}
