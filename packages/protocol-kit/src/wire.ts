/** What is known of a request before its body is read. Path and query are the raw bytes that signatures cover. */
export interface RequestHead {
  /** Upper case. */
  readonly method: string;
  /** Before the `?`, not decoded. */
  readonly path: string;
  /** After the `?`, not decoded; empty when there is none. */
  readonly query: string;
  /**
   * Names in lower case, no others. A repeated header is joined as HTTP joins it. A name that comes from a client is
   * looked up by {@link headerNamed}.
   */
  readonly headers: Readonly<Record<string, string>>;
  /** Whence it comes, as the connection says it; absent where there is none. */
  readonly peer?: Peer | undefined;
}

/** The other end of a connection. */
export interface Peer {
  readonly remoteAddress?: string | undefined;
  /** Whether the connection is one of TLS. */
  readonly encrypted?: boolean;
}

/** A request as it came over the wire. */
export interface WireRequest extends RequestHead {
  /** The body, byte for byte. */
  readonly body: Buffer;
}

/** How long what a signature covers is, its headers left out: characters, and bytes of the body. */
export function lengthOfRequest({ path, query, body }: WireRequest): number {
  return path.length + query.length + body.length;
}

/** An answer as it goes over the wire. */
export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Text, or bytes where the protocol is no text. */
  readonly body: string | Uint8Array;
  /** How the answer is sent; without it, whole and at once. */
  readonly delivery?: Delivery;
}

/** The body of an answer as text. */
export function bodyText({ body }: Pick<WireResponse, 'body'>): string {
  return typeof body === 'string' ? body : Buffer.from(body).toString();
}

/** A way of sending an answer that a fault asks for. */
export type Delivery =
  /** The connection is reset: before anything is sent, or after half of the body. */
  | { readonly kind: 'reset'; readonly after: 'nothing' | 'half' }
  /** The connection is closed in good order after so many bytes of the body, which the headers said would be longer. */
  | { readonly kind: 'truncate'; readonly afterBytes: number }
  /** The body comes at this pace. */
  | { readonly kind: 'slow'; readonly bytesPerSecond: number };

const ORIGIN = /^https?:\/\/[^/?]*/i;

/**
 * The head of a request by its request target, as HTTP/1.1 sends it: a path, or a whole URL as through a proxy.
 * @param headers taken over, not copied
 */
export function requestHead(method: string, target: string, headers: Record<string, string>, peer?: Peer): RequestHead {
  const local = target.startsWith('/') ? target : target.replace(ORIGIN, '').replace(/^(?=\?|$)/, '/');
  const mark = local.indexOf('?');
  return {
    method: method.toUpperCase(),
    path: mark === -1 ? local : local.slice(0, mark),
    query: mark === -1 ? '' : local.slice(mark + 1),
    headers,
    peer,
  };
}

/** The value of a header that a client named, without blanks around it; empty where there is none. */
export function headerNamed({ headers }: RequestHead, name: string): string {
  // A client can name `constructor`, which every object has.
  return Object.hasOwn(headers, name) ? (headers[name] ?? '').trim() : '';
}
