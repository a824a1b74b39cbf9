import type { Fact, Limit, Source, Witness } from './fact.ts';

/** A fact with the places of its sources and witnesses in their lists. */
type Row = readonly [
  id: string,
  claim: string,
  sources: readonly number[],
  witnesses: readonly number[],
  limit: Limit | null,
  status: number | null,
  message: string | null,
];

/** The catalogue as JSON: what many facts share stands there once. */
export interface CompiledFacts {
  readonly sources: readonly Source[];
  readonly witnesses: readonly Witness[];
  readonly facts: readonly Row[];
}

export function compileFacts(facts: readonly Fact[]): CompiledFacts {
  const sources = new Interned<Source>();
  const witnesses = new Interned<Witness>();
  const rows = facts.map((fact): Row => {
    const { id, claim, limit, status, message } = fact;
    const known = fact.sources.map((source) => sources.indexOf(source));
    const held = fact.witnesses.map((witness) => witnesses.indexOf(witness));
    return [id, claim, known, held, limit, status, message];
  });
  return { sources: sources.values, witnesses: witnesses.values, facts: rows };
}

export function expandFacts({ sources, witnesses, facts }: CompiledFacts): readonly Fact[] {
  return facts.map(([id, claim, known, held, limit, status, message]) => {
    const [door = '', operation = '', subject = '', kind = ''] = id.split('/');
    return {
      ...{ id, door, operation, subject, claim, limit, status, message },
      kind: kind as Fact['kind'],
      sources: known.flatMap((at) => sources[at] ?? []),
      witnesses: held.flatMap((at) => witnesses[at] ?? []),
    };
  });
}

/** Values by their text, each once. */
class Interned<Value> {
  readonly values: Value[] = [];
  readonly #indexes = new Map<string, number>();

  indexOf(value: Value): number {
    const text = JSON.stringify(value);
    const index = this.#indexes.get(text) ?? this.values.push(value) - 1;
    this.#indexes.set(text, index);
    return index;
  }
}
