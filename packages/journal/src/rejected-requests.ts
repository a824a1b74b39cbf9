import type { GivenRejection, WireRequest } from '@dragoman/protocol-kit';

/** What a request takes beside its texts, in bytes. */
const REQUEST_BYTES = 1_024;

interface StoredRequest {
  readonly request: WireRequest;
  /** What was said of it. */
  readonly rejection: GivenRejection;
  readonly bytes: number;
}

/**
 * The latest rejected requests as they came in, secrets and all: kept in memory alone, to explain a rejection, and
 * never listed.
 */
export class RejectedRequests {
  readonly #maxLength: number;
  readonly #most: number;
  readonly #kept = new Map<number, StoredRequest>();
  #bytes = 0;

  /** @param bytes that they take together; one alone may take an eighth of it */
  constructor(bytes: number) {
    this.#most = bytes;
    this.#maxLength = bytes / 8;
  }

  keep(sequence: number, request: WireRequest, { summary, help }: GivenRejection): void {
    const bytes = bytesOf(request);
    if (bytes > this.#maxLength) return;
    // A small body may be a piece of a large buffer.
    const body = Buffer.alloc(request.body.length);
    request.body.copy(body);
    // A connection is not to be kept from going.
    this.#kept.set(sequence, { request: { ...request, body, peer: undefined }, rejection: { summary, help }, bytes });
    this.#bytes += bytes;
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= this.#most) return;
      this.drop(oldest);
    }
  }

  get(sequence: number): Pick<StoredRequest, 'request' | 'rejection'> | null {
    return this.#kept.get(sequence) ?? null;
  }

  drop(sequence: number): void {
    const kept = this.#kept.get(sequence);
    if (kept === undefined) return;
    this.#kept.delete(sequence);
    this.#bytes -= kept.bytes;
  }

  clear(): void {
    this.#kept.clear();
    this.#bytes = 0;
  }
}

function bytesOf({ path, query, headers, body }: WireRequest): number {
  const texts = Object.entries(headers).reduce(
    (sum, [name, value]) => sum + name.length + value.length,
    path.length + query.length,
  );
  return REQUEST_BYTES + 2 * texts + body.length;
}
