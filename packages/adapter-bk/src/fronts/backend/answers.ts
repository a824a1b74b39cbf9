import type { Exchange, WireResponse } from '@dragoman/protocol-kit';

import type { BackendError } from '../../errors/backend-error.ts';
import type { JobAnswer } from '../../wire/job-answer.ts';

/** JOB's answer at its own path. */
export function answerOfJob({ status, requestId, body }: JobAnswer): WireResponse {
  return {
    status,
    headers: { 'Content-Type': 'application/json', 'X-Bk-Job-Request-Id': requestId },
    body: JSON.stringify(body),
  };
}

/**
 * The rejection of JOB's own gateway: nothing at all where no token is given, else the error page of its framework.
 * @NOTE unverified: the page is the framework's default, read from its documentation
 */
export function backendRejection(exchange: Exchange, { status, reason }: BackendError): WireResponse {
  if (status === 401) return { status, headers: {}, body: '' };
  const { request, requestId, now } = exchange;
  const timestamp = new Date(now).toISOString().replace('Z', '+00:00');
  const page = { timestamp, path: request.path, status, error: reason, requestId };
  return { status, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(page) };
}
