import type { Dialect } from '../model/direction.ts';
import type { AllowedCalls, Body } from './call-options.ts';
import { CloudError, type FailureKind, ForbiddenCallError } from './cloud-error.ts';
import type { HttpEndpoint, HttpReply, HttpRequest } from './http.ts';

/** One call on its way. */
export interface Exchange {
  readonly dialect: Dialect;
  /** By the vendor's name. */
  readonly operation: string;
  readonly allowed: AllowedCalls;
  readonly endpoint: HttpEndpoint;
}

/**
 * Sends a request.
 * @throws ForbiddenCallError before anything is sent, for an operation that is not allowed
 * @throws CloudError where no whole answer comes
 */
export async function exchange(call: Exchange, request: () => HttpRequest): Promise<HttpReply> {
  const { dialect, operation, allowed, endpoint } = call;
  if (allowed !== 'all' && !allowed.has(operation)) throw new ForbiddenCallError(operation);
  try {
    return await endpoint.send(request());
  } catch (error) {
    const { code = 'no whole answer' } = error as NodeJS.ErrnoException;
    const kind = NOT_SENT.has(code) ? 'throttled' : 'uncertain';
    throw new CloudError({ dialect, operation, status: 0, code, requestId: null, kind }, { cause: error });
  }
}

/** Errors of a connection that was never made: the service did not see the request. */
const NOT_SENT: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']);

/** The JSON object of an answer; empty where it is none. */
export function bodyOf({ body }: HttpReply): Body {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Body) : {};
  } catch {
    return {};
  }
}

/** Beyond throttling, a service that fails may have carried the call out all the same. */
export function failureKind(status: number, isThrottled: boolean): FailureKind {
  if (isThrottled || status === 429) return 'throttled';
  return status >= 500 ? 'uncertain' : 'rejected';
}
