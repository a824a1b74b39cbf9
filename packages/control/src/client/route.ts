import type { ResponseKind } from '../call.ts';

/** What a client knows of a call: how it is requested, and where each part of the input goes. */
export interface CallRoute {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Below `/_dragoman`, or below a sandbox; parameters in braces. */
  readonly path: string;
  /** The names of the query. */
  readonly query: readonly string[];
  /** The header of each name that goes in one. */
  readonly headers: Readonly<Record<string, string>>;
  /** The names of the body. */
  readonly body: readonly string[];
  readonly responseKind: ResponseKind;
}
