import type { Outcome } from '@dragoman/protocol-kit';

import type { Console } from '../console.ts';

/**
 * One JSON object a line, for programs. Its library is loaded here, as most gateways speak to people.
 * @param write takes one line without its end
 */
export async function jsonConsole(write: (line: string) => void): Promise<Console> {
  const { default: pino } = await import('pino');
  const log = pino(
    {
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: pino.stdSerializers.errWithCause },
    },
    {
      write: (line: string) => {
        write(line.trimEnd());
      },
    },
  );
  return {
    served: (outcome) => {
      log.info(fieldsOf(outcome), 'served');
    },
    refused(outcome) {
      const { refusal, fault } = outcome;
      const fields = { ...fieldsOf(outcome), summary: refusal?.summary, help: refusal?.help ?? undefined };
      if (fault === null) log.warn(fields, 'refused');
      else log.error({ ...fields, error: fault }, 'fault');
    },
    unclaimed: ({ method, path }) => {
      log.warn(
        { door: null, operation: null, method, path, outcome: 'refused', code: 'no-door', status: 404 },
        'refused',
      );
    },
    handshakeFailed: (peer, { why, help }, before) => {
      log.warn({ peer, why, help, before }, 'handshake failed');
    },
    notice: (line) => {
      log.info(line);
    },
    fault: (where, error) => {
      log.error({ where, error }, 'fault');
    },
  };
}

/** What the journal tells of a request too, and nothing else of it. */
function fieldsOf({
  door,
  operation,
  method,
  path,
  identity,
  resource,
  requestId,
  receivedAt,
  durationMs,
  status,
  refusal,
  fault,
  injected,
}: Outcome) {
  return {
    request_id: requestId,
    received_at: new Date(receivedAt).toISOString(),
    door,
    operation,
    method,
    path: operation === null ? path : null,
    identity: identity === null ? null : identity.id,
    resource,
    outcome: fault === null ? (refusal === null ? 'ok' : 'refused') : 'fault',
    code: refusal === null ? null : String(refusal.code),
    status,
    duration_ms: Math.round(durationMs * 1_000) / 1_000,
    injected,
  };
}
