import { expandFacts } from './compile.ts';
import type { Fact } from './fact.ts';

/** The facts of all doors. */
export interface Catalogue {
  readonly facts: readonly Fact[];
  /** What is stated of one operation, and what of its whole door. */
  factsOf(door: string, operation: string): readonly Fact[];
  /** What is stated of an error: by the operation, and by the table of its door. */
  factsOfError(door: string, operation: string, code: string): readonly Fact[];
}

/** The catalogue that the program was made with. Loaded by the first who asks, and by no start. */
export async function loadCatalogue(): Promise<Catalogue> {
  const { compiledFacts } = await import('./compiled.ts');
  return catalogueOf(expandFacts(await compiledFacts()));
}

export function catalogueOf(facts: readonly Fact[]): Catalogue {
  const byOperation = new Map<string, Fact[]>();
  for (const fact of facts) {
    const key = `${fact.door}/${fact.operation}`;
    const held = byOperation.get(key);
    if (held === undefined) byOperation.set(key, [fact]);
    else held.push(fact);
  }
  const factsOf: Catalogue['factsOf'] = (door, operation) => byOperation.get(`${door}/${operation}`) ?? [];
  return {
    facts,
    factsOf,
    factsOfError: (door, operation, code) =>
      [...factsOf(door, operation), ...factsOf(door, '*')].filter(
        ({ kind, subject }) => kind === 'error' && subject === code,
      ),
  };
}
