import type { Fact, FactKind, Source, Witness } from './fact.ts';
import type { FactsFile, SourcesFile } from './facts-file.ts';
import { composedClaim } from './wording.ts';

type Stated = Partial<Pick<Fact, 'claim' | 'limit' | 'status' | 'message'>> & {
  readonly sources?: readonly string[];
  readonly witnesses?: readonly string[];
};

/**
 * The facts of a file, one by one.
 * @throws Error for a source that `sources.yaml` does not have, a witness without its test, or a missing claim
 */
export function factsOfFile(file: FactsFile, sources: SourcesFile): readonly Fact[] {
  const fact = (kind: FactKind, subject: string, stated: Stated): Fact => newFact(file, sources, kind, subject, stated);
  return [
    ...entries(file.answers).map(([status, stated]) => fact('answer', status, { ...stated, status: Number(status) })),
    ...entries(file.limits).map(([field, { sources: known, witnesses = [], ...limit }]) => {
      const all = [...(file.witnesses ?? []), ...witnesses];
      return fact('limit', field, {
        ...(known !== undefined && { sources: known }),
        witnesses: all,
        limit,
      });
    }),
    ...entries(file.errors).map(([code, stated]) => fact('error', code, stated)),
    ...(file.claims ?? []).map(({ kind, subject, ...stated }) => fact(kind, subject, stated)),
  ];
}

function entries<Value>(record: Readonly<Record<string, Value>> | undefined): [string, Value][] {
  return Object.entries(record ?? {});
}

function newFact(
  { door, operation, ...file }: FactsFile,
  sources: SourcesFile,
  kind: FactKind,
  subject: string,
  stated: Stated,
): Fact {
  const id = `${door}/${operation}/${subject}/${kind}`;
  const { limit = null, status = null, message = null } = stated;
  const claim = stated.claim ?? composedClaim({ kind, operation, subject, limit, status, message }, 'en');
  if (claim === null) throw new Error(`${id} claims nothing`);
  const sourceOf = (key: string): Source => {
    const source = sources[key];
    if (source === undefined) throw new Error(`${id} has a source that sources.yaml does not have: ${key}`);
    return source;
  };
  return {
    ...{ id, door, operation, subject, kind, claim, limit, status, message },
    sources: (stated.sources ?? file.sources ?? []).map(sourceOf),
    witnesses: (stated.witnesses ?? []).map((text) => witnessOf(text, id)),
  };
}

function witnessOf(text: string, id: string): Witness {
  const at = text.indexOf(' > ');
  if (at < 0) throw new Error(`${id} has a witness that is not "file > test": ${text}`);
  return { file: text.slice(0, at), test: text.slice(at + 3) };
}
