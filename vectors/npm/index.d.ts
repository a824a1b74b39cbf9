/** A request as it stands on the wire. */
export interface WireRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** UTF-8; absent where it is empty. */
  readonly body?: string;
  /** In Base64, in place of `body`, where it is no text. */
  readonly bodyBase64?: string;
}

/** An answer as it stands on the wire, with the headers that clients look at. */
export interface WireResponse {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** UTF-8; absent where it is empty. */
  readonly body?: string;
}

/** A test; what else it has its file's schema says. */
export interface Test {
  readonly tcId: number;
  readonly comment: string;
  readonly flags: readonly string[];
  readonly result: 'valid' | 'invalid' | 'acceptable';
  readonly request?: WireRequest;
  /** Sent before, in their order, to a service that holds nothing. */
  readonly given?: readonly WireRequest[];
  readonly response?: WireResponse;
  /** What a reader finds in the body of the response. */
  readonly value?: Readonly<Record<string, unknown>>;
  /** What the service answers to an invalid one; the message is its beginning. */
  readonly error?: { readonly status: number; readonly code: string | number; readonly message: string };
  readonly [field: string]: unknown;
}

/** Tests that have their key and their time in common. */
export interface TestGroup {
  readonly type: string;
  readonly tests: readonly Test[];
  readonly [field: string]: unknown;
}

/** A file of vectors, in the shape of Wycheproof's. */
export interface Vectors {
  readonly algorithm: string;
  /** The name of its schema, in `schemas`. */
  readonly schema: string;
  readonly generatorVersion: string;
  readonly numberOfTests: number;
  readonly header: readonly string[];
  readonly notes: Readonly<Record<string, { readonly bugType: string; readonly description: string }>>;
  readonly testGroups: readonly TestGroup[];
}

/** The names of all families, sorted. */
export function families(): string[];

/** One family. @throws RangeError where there is none of the name */
export function load(family: string): Vectors;
