import { withHash } from './map-name.ts';

/** A name on its way to the target. */
export interface NameToMove {
  readonly name: string;
  readonly id: string | null;
  /** The name at the target, by itself. */
  readonly mapped: string;
}

/** A name that no other has at the target. */
export interface DistinctName {
  readonly name: string;
  /** Whether another had it. */
  readonly collides: boolean;
}

/**
 * Names that differ at the target, in the order of what was given. Of several that would become one, that whose name
 * does not change keeps it, else the first by name and id; each other gets a hash. The order of what was given decides
 * nothing.
 * @param ignoresCase whether names that differ by case alone are one
 * @param max characters of a name
 */
export function distinctNames(names: readonly NameToMove[], ignoresCase: boolean, max: number): DistinctName[] {
  const keyOf = (text: string): string => (ignoresCase ? text.toLowerCase() : text);
  const order = names.map((_, at) => at).toSorted((left, right) => byPriority(names[left], names[right]));
  const taken = new Set<string>();
  const results: DistinctName[] = [];
  const late: number[] = [];
  for (const at of order) {
    const { mapped } = names[at] as NameToMove;
    if (taken.has(keyOf(mapped))) late.push(at);
    else results[at] = { name: mapped, collides: false };
    taken.add(keyOf(mapped));
  }
  const sources = countOf(names.map(({ name }) => name));
  for (const at of late) {
    const name = freeName(names[at] as NameToMove, (sources.get(names[at]?.name ?? '') ?? 0) > 1, max, (text) =>
      taken.has(keyOf(text)),
    );
    taken.add(keyOf(name));
    results[at] = { name, collides: true };
  }
  return results;
}

/** Names that do not change first, then by name and id, in code units. */
function byPriority(left: NameToMove | undefined, right: NameToMove | undefined): number {
  if (left === undefined || right === undefined) return 0;
  const changes = Number(left.name !== left.mapped) - Number(right.name !== right.mapped);
  return changes || compareText(left.name, right.name) || compareText(left.id ?? '', right.id ?? '');
}

/** By code units, as the plan is sorted. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function freeName(
  { name, id, mapped }: NameToMove,
  isSharedName: boolean,
  max: number,
  isTaken: (text: string) => boolean,
): string {
  const base = isSharedName ? `${name}\0${id ?? ''}` : name;
  let free = withHash(mapped, base, max);
  for (let round = 2; isTaken(free); round += 1) free = withHash(mapped, `${base}\0${round}`, max);
  return free;
}

function countOf(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
