import type { Check } from '@dragoman/core';

/** What a policy is to allow: actions, on resources. */
export interface LeastStatement {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/**
 * The fewest statements that allow every check: resources with the same actions share one.
 * @param fold how a resource is written, as wide as it may be
 */
export function leastStatements(checks: readonly Check[], fold: (resource: string) => string): LeastStatement[] {
  const actionsOf = new Map<string, Set<string>>();
  for (const { action, resource } of checks) {
    const folded = fold(resource);
    actionsOf.set(folded, (actionsOf.get(folded) ?? new Set<string>()).add(action));
  }
  const statements = new Map<string, { readonly actions: readonly string[]; readonly resources: string[] }>();
  for (const [resource, set] of [...actionsOf].toSorted(([left], [right]) => (left < right ? -1 : 1))) {
    const actions = [...set].toSorted();
    const key = actions.join(' ');
    const known = statements.get(key);
    if (known === undefined) statements.set(key, { actions, resources: [resource] });
    else known.resources.push(resource);
  }
  return [...statements.values()];
}

/** What a program makes up anew at each run: a UUID, a hash, a time. */
const MADE_UP = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{16,}|\d{6,}/gi;

/** The name of what a run makes, with `*` for what is another at the next run. */
export function withoutMadeUp(name: string): string {
  return name.replace(MADE_UP, '*');
}
