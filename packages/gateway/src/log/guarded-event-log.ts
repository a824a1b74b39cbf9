import { resolve } from 'node:path';

import { type DeniedCheck, isDenied } from '@dragoman/core';
import { secretFieldsOf, type SecretRedactor } from '@dragoman/journal';
import { verbatim } from '@dragoman/messages';
import { type Outcome, VendorError, type WireRequest } from '@dragoman/protocol-kit';
import type { EventLog } from '@dragoman/server';

import type { Settings } from '../config/schema.ts';
import { DATABASE_FILE, machineProblem } from '../state/machine-problem.ts';

/** An event log that also hears of every request. */
export interface GuardedEventLog extends EventLog {
  /** Reports what the settings want of a request. @param request as it came in, secrets and all */
  observe(outcome: Outcome, request: WireRequest): void;
}

/**
 * Reports as many requests as the settings want, and redacts what clients named. Internal errors are always reported:
 * in a line where the machine is to blame, with their stack where we are.
 */
export function guardedEventLog(
  eventLog: EventLog,
  { log: { requests, level }, data_dir: dataDir, memory }: Pick<Settings, 'log' | 'data_dir' | 'memory'>,
  redactor: SecretRedactor,
): GuardedEventLog {
  const tells = requests !== 'none';
  const database = memory ? 'the database in memory' : resolve(dataDir, DATABASE_FILE);
  const inShort = (error: unknown): unknown => (level === 'debug' ? error : (machineProblem(error, database) ?? error));
  return {
    served: (outcome) => {
      eventLog.served(redactOutcome(outcome, redactor));
    },
    rejected: (outcome) => {
      eventLog.rejected(redactOutcome({ ...outcome, internalError: inShort(outcome.internalError) }, redactor));
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
      eventLog.internalError(redactor.redact(where), inShort(error));
    },
    observe(outcome, request) {
      const { rejection, internalError, checks } = outcome;
      if (internalError !== null || (rejection !== null && tells)) this.rejected(outcome);
      if (internalError !== null || rejection !== null) return;
      const denied = tells ? checks?.find(isDenied) : undefined;
      if (denied !== undefined) this.notice(deniedLine(outcome, denied));
      if (requests !== 'all') return;
      for (const value of secretFieldsOf(request)) redactor.add(value);
      this.served(outcome);
    },
  };
}

/** Of what passes while permissions are observed, or where one of many was left out. */
function deniedLine({ door, operation, requestId }: Outcome, { check }: DeniedCheck): string {
  const what = `${check.action} on ${check.resource} is not allowed`;
  return `observed ${door} ${operation ?? ''}: ${what} [dragoman journal get ${requestId}]`;
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
  return new VendorError(status, code, redacted, help === null ? null : verbatim(redactor.redact(help.en)), redacted);
}
