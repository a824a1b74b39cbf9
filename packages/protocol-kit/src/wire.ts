/** What is known of a request before its body is read. Path and query are the raw bytes that signatures cover. */
export interface RequestHead {
  /** Upper case. */
  readonly method: string;
  /** Before the `?`, not decoded. */
  readonly path: string;
  /** After the `?`, not decoded; empty when there is none. */
  readonly query: string;
  /** Names in lower case; a repeated header joined as HTTP joins it. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A request as it came over the wire. */
export interface WireRequest extends RequestHead {
  /** The body, byte for byte. */
  readonly body: Buffer;
}

/** An answer as it goes over the wire. */
export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The head of a request by its request target, as HTTP/1.1 sends it. */
export function requestHead(method: string, target: string, headers: Readonly<Record<string, string>>): RequestHead {
  const mark = target.indexOf('?');
  return {
    method: method.toUpperCase(),
    path: mark === -1 ? target : target.slice(0, mark),
    query: mark === -1 ? '' : target.slice(mark + 1),
    headers,
  };
}
