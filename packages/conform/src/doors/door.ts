import type { DoorName } from '../recording/recording.ts';
import type { FieldRoles } from '../shape/shape-of.ts';

/** A request as it came, before anything is done with it. */
export interface RawRequest {
  readonly method: string;
  /** Path and query, encoded as they came. */
  readonly target: string;
  /** Names and values by turns. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
}

/** An answer as it came, or as it is made here. */
export interface RawAnswer {
  readonly status: number;
  /** Names and values by turns. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
}

/** The keys that a service knows its user by; what is not given is absent. */
export interface ServiceKeys {
  readonly id: string;
  readonly secret: string;
  /** Of temporary keys. */
  readonly token: string | null;
  /** BlueKing's user that an app calls for. */
  readonly username?: string;
}

/** What a signature depends on beside the request. */
export interface SigningContext {
  readonly keys: ServiceKeys;
  /** Host and port that the request goes to. */
  readonly host: string;
  /** Unix milliseconds. */
  readonly now: number;
  /** A text that no call before had. */
  readonly nonce: string;
}

/** Where a host of a vendor's is. */
export interface ServicePlace {
  readonly service: string;
  readonly region: string | null;
}

/** What one vendor's requests have in common, for whoever stands between a client and a service. */
export interface Door {
  readonly name: DoorName;
  readonly roles: FieldRoles;
  /** By the vendor's name; `null` for one that the catalogue does not have. */
  operationOf(request: RawRequest): string | null;
  /** Whether the body is a form. */
  isForm(request: RawRequest): boolean;
  /** What a body says that is neither JSON, XML nor a form; `undefined` where it is none of this door's. */
  messageOf?(body: Uint8Array, operation: string | null, part: 'request' | 'answer' | 'error'): unknown;
  /** The id of the key that the request was signed with, or that it presents. */
  presentedKey(request: RawRequest): string | null;
  /** The request signed again; `null` for a signature that has nothing to do with an access key. */
  resign(request: RawRequest, context: SigningContext): RawRequest | null;
  /** Where a host is, if it is the vendor's. */
  serviceAt(host: string): ServicePlace | null;
  /** A rejection in the vendor's shape. */
  rejection(message: string, code: 'forbidden' | 'unauthenticated' | 'unavailable'): RawAnswer;
}

/** One header of a request, by its name in any case. */
export function headerOf({ rawHeaders }: Pick<RawRequest, 'rawHeaders'>, name: string): string | null {
  for (let at = 0; at < rawHeaders.length; at += 2) {
    if (rawHeaders[at]?.toLowerCase() === name) return rawHeaders[at + 1] ?? null;
  }
  return null;
}

/** The headers without those of some names, in lower case, and with others after them. */
export function withHeaders(
  rawHeaders: readonly string[],
  without: ReadonlySet<string>,
  added: Readonly<Record<string, string>>,
): string[] {
  const kept: string[] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? '').toLowerCase();
    if (!without.has(name) && !Object.hasOwn(added, name)) kept.push(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '');
  }
  return [...kept, ...Object.entries(added).flat()];
}

/** Path and query of a target. */
export function splitTarget(target: string): { readonly path: string; readonly query: string } {
  const at = target.indexOf('?');
  return at === -1 ? { path: target, query: '' } : { path: target.slice(0, at), query: target.slice(at + 1) };
}

/** An answer of JSON. */
export function jsonAnswer(status: number, body: object): RawAnswer {
  return {
    status,
    rawHeaders: ['Content-Type', 'application/json; charset=utf-8'],
    body: Buffer.from(JSON.stringify(body)),
  };
}
