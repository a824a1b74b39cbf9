/** Requests and their answers on the wire, as the families of bodies, errors and stages have them. */
import type { Pair } from '../encoding.ts';
import type { Request, Vector } from '../vector-file.ts';

/** What the service's clock reads. */
export const NOW = '2026-01-02T03:04:05Z';
/** The same in milliseconds since 1970. */
export const NOW_MS = 1_767_323_045_000;
/**
 * Stands for the id of the request, in whichever of the two forms an answer has it; whoever compares puts their own in
 * its place, as for every other UUID and every other 32 hexadecimal digits.
 */
export const REQUEST_ID = '00000000-0000-4000-8000-000000000001';
export const REQUEST_ID_DIGITS = REQUEST_ID.replaceAll('-', '');

/** An answer as it stands on the wire; its body is UTF-8. */
export interface Response {
  readonly status: number;
  /** Those that clients look at. */
  readonly headers: readonly Pair[];
  /** Absent where it is empty. */
  readonly body?: string;
}

/** Any JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
/** What a body says. */
export type Fields = Readonly<Record<string, Json>>;

/** A test of an answer. */
export interface AnswerTest {
  readonly comment: string;
  readonly flags: readonly string[];
  readonly operation: string;
  readonly format: 'JSON' | 'XML';
  /** Sent before, in their order, to a service that holds nothing. */
  readonly given?: readonly Request[];
  /** Absent where the answer is for readers alone. */
  readonly request?: Request;
  readonly response: Response;
  /** What a reader finds in the body: of an invalid one nothing. */
  readonly value?: Fields;
  readonly result: Vector['result'];
}

/** A test of an error. */
export interface ErrorTest {
  readonly comment: string;
  readonly flags: readonly string[];
  readonly operation: string;
  readonly given?: readonly Request[];
  /** With the flag `Unprovoked` one that the error answers where the service is in a state of its own. */
  readonly request: Request;
  readonly response: Response;
  readonly value: Fields;
  readonly error: NonNullable<Vector['error']>;
}

/** As tests of a file. */
export function asVectors(tests: readonly AnswerTest[]): Vector[] {
  return tests.map((test) => ({ ...test }));
}

/** As tests of a file: each is a request that is rejected. */
export function asInvalid(tests: readonly ErrorTest[]): Vector[] {
  return tests.map(({ error, ...test }) => ({ ...test, result: 'invalid', error }));
}
