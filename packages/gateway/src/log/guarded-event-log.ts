import { secretFieldsOf, type SecretRedactor } from '@dragoman/journal';
import { type Outcome, VendorError, type WireRequest } from '@dragoman/protocol-kit';
import type { EventLog } from '@dragoman/server';

import type { Settings } from '../config/schema.ts';

/** A console that also hears of every request. */
export interface GuardedEventLog extends EventLog {
  /** Tells what is to be told of a request. @param request as it came in, secrets and all */
  observe(outcome: Outcome, request: WireRequest): void;
}

/**
 * Tells as many requests as the settings want, and takes the secrets out of what clients named. Faults are always told.
 */
export function guardedEventLog(
  console: EventLog,
  { requests }: Settings['log'],
  values: SecretRedactor,
): GuardedEventLog {
  const tells = requests !== 'none';
  return {
    served: (outcome) => {
      console.served(guarded(outcome, values));
    },
    rejected: (outcome) => {
      console.rejected(guarded(outcome, values));
    },
    unclaimed(head) {
      if (!tells) return;
      for (const value of secretFieldsOf(head)) values.add(value);
      console.unclaimed({ ...head, path: values.redact(head.path) });
    },
    handshakeFailed(peer, problem, before) {
      if (tells) console.handshakeFailed(peer, problem, before);
    },
    notice: (line) => {
      console.notice(values.redact(line));
    },
    internalError: (where, error) => {
      console.internalError(values.redact(where), error);
    },
    observe(outcome, request) {
      if (outcome.rejection !== null && tells) this.rejected(outcome);
      else if (outcome.internalError !== null)
        this.internalError(`${outcome.door} ${outcome.operation ?? ''}`, outcome.internalError);
      else if (outcome.rejection === null && requests === 'all') {
        for (const value of secretFieldsOf(request)) values.add(value);
        this.served(outcome);
      }
    },
  };
}

function guarded(outcome: Outcome, values: SecretRedactor): Outcome {
  const { path, identity, resource, rejection } = outcome;
  return {
    ...outcome,
    path: values.redact(path),
    identity:
      identity === null ? null : { ...identity, id: values.redact(identity.id), name: values.redact(identity.name) },
    resource: resource === null ? null : values.redact(resource),
    rejection: rejection === null ? null : withoutSecrets(rejection, values),
  };
}

function withoutSecrets({ status, code, help, summary }: VendorError, values: SecretRedactor): VendorError {
  const redacted = values.redact(summary);
  return new VendorError(status, code, redacted, help === null ? null : values.redact(help), redacted);
}
