import type { Outcome } from '@dragoman/protocol-kit';
import type { EventLog } from '@dragoman/server';

/**
 * One JSON object a line, for programs. Its library is loaded here, as most gateways speak to people.
 * @param write takes one line without its end
 */
export async function jsonEventLog(write: (line: string) => void): Promise<EventLog> {
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
    rejected(outcome) {
      const { rejection, internalError } = outcome;
      const fields = { ...fieldsOf(outcome), summary: rejection?.summary, help: rejection?.help?.en };
      if (internalError === null) log.warn(fields, 'rejected');
      else log.error({ ...fields, error: internalError }, 'error');
    },
    unmatched: ({ method, path }, requestId) => {
      log.warn(
        {
          request_id: requestId,
          door: null,
          operation: null,
          method,
          path,
          outcome: 'rejected',
          code: 'no-door',
          status: 404,
        },
        'rejected',
      );
    },
    handshakeFailed: (peer, { why, help }, before) => {
      log.warn({ peer, why, help, before }, 'handshake failed');
    },
    notice: (line) => {
      log.info(line);
    },
    internalError: (where, error) => {
      log.error({ where, error }, 'error');
    },
  };
}

/** What the journal shows of a request too, and nothing else of it. */
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
  rejection,
  internalError,
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
    outcome: internalError === null ? (rejection === null ? 'success' : 'rejected') : 'error',
    code: rejection === null ? null : String(rejection.code),
    status,
    duration_ms: Math.round(durationMs * 1_000) / 1_000,
    injected,
  };
}
