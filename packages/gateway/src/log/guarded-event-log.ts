import { secretFieldsOf, type SecretRedactor } from '@dragoman/journal';
import { type Outcome, VendorError, type WireRequest } from '@dragoman/protocol-kit';
import type { EventLog } from '@dragoman/server';

import type { Settings } from '../config/schema.ts';

/** An event log that also hears of every request. */
export interface GuardedEventLog extends EventLog {
  /** Reports what the settings want of a request. @param request as it came in, secrets and all */
  observe(outcome: Outcome, request: WireRequest): void;
}

/**
 * Reports as many requests as the settings want, and redacts what clients named. Internal errors are always reported.
 */
export function guardedEventLog(
  eventLog: EventLog,
  { requests }: Settings['log'],
  redactor: SecretRedactor,
): GuardedEventLog {
  const tells = requests !== 'none';
  return {
    served: (outcome) => {
      eventLog.served(redactOutcome(outcome, redactor));
    },
    rejected: (outcome) => {
      eventLog.rejected(redactOutcome(outcome, redactor));
    },
    unmatched(head, requestId) {
      if (!tells) return;
      for (const value of secretFieldsOf(head)) redactor.add(value);
      eventLog.unmatched({ ...head, path: redactor.redact(head.path) }, requestId);
    },
    handshakeFailed(peer, problem, before) {
      if (tells) eventLog.handshakeFailed(peer, problem, before);
    },
    notice: (line) => {
      eventLog.notice(redactor.redact(line));
    },
    internalError: (where, error) => {
      eventLog.internalError(redactor.redact(where), error);
    },
    observe(outcome, request) {
      if (outcome.rejection !== null && tells) this.rejected(outcome);
      else if (outcome.internalError !== null)
        this.internalError(`${outcome.door} ${outcome.operation ?? ''}`, outcome.internalError);
      else if (outcome.rejection === null && requests === 'all') {
        for (const value of secretFieldsOf(request)) redactor.add(value);
        this.served(outcome);
      }
    },
  };
}

function redactOutcome(outcome: Outcome, redactor: SecretRedactor): Outcome {
  const { path, identity, resource, rejection } = outcome;
  return {
    ...outcome,
    path: redactor.redact(path),
    identity:
      identity === null
        ? null
        : { ...identity, id: redactor.redact(identity.id), name: redactor.redact(identity.name) },
    resource: resource === null ? null : redactor.redact(resource),
    rejection: rejection === null ? null : withoutSecrets(rejection, redactor),
  };
}

function withoutSecrets({ status, code, help, summary }: VendorError, redactor: SecretRedactor): VendorError {
  const redacted = redactor.redact(summary);
  return new VendorError(status, code, redacted, help === null ? null : redactor.redact(help), redacted);
}
