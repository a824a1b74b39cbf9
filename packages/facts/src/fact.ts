/** What a fact is about. */
export const FACT_KINDS = [
  'answer',
  'limit',
  'error',
  'order',
  'parameter',
  'ignored',
  'signature',
  'by-design',
  'disagreement',
  'quirk',
  'gap',
] as const;

export type FactKind = (typeof FACT_KINDS)[number];

/** Where a fact is known from. A `report` is what users wrote of the service; it gives no grade. */
export const SOURCE_KINDS = ['vendor-document', 'vendor-source', 'live-capture', 'report'] as const;

export type SourceKind = (typeof SOURCE_KINDS)[number];

export interface Source {
  readonly kind: SourceKind;
  /** A page, a repository or a package with its version. */
  readonly ref: string;
  /** Of the state that was read: a year, a month or a day. */
  readonly date: string;
}

/** A test that fails when the fact is not true any more. */
export interface Witness {
  /** From the root of the repository, with `/`. */
  readonly file: string;
  /** Its full name. */
  readonly test: string;
}

/**
 * What a field of an operation's input may be: what its schema says of it, in JSON Schema's words and `maxBytes`; and
 * whether it must be there.
 */
export interface Limit {
  readonly required?: boolean;
  readonly [keyword: string]: unknown;
}

/** One statement about how a door behaves. */
export interface Fact {
  /** `door/operation/subject/kind`. Stays as long as the statement is about the same. */
  readonly id: string;
  readonly door: string;
  /** As its vendor writes it; `*` for what holds for the whole door. */
  readonly operation: string;
  /** The field, the code, or a name of what it is about. */
  readonly subject: string;
  readonly kind: FactKind;
  /** One plain sentence. */
  readonly claim: string;
  readonly sources: readonly Source[];
  readonly witnesses: readonly Witness[];
  readonly limit: Limit | null;
  /** HTTP status of an answer or an error; `null` where it says nothing of one. */
  readonly status: number | null;
  /** The error's text; `null` where it depends on the request. */
  readonly message: string | null;
}
