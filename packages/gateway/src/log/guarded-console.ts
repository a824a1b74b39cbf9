import { type Outcome, VendorError, type WireRequest } from '@dragoman/protocol-kit';

import type { Settings } from '../config/schema.ts';
import type { Console } from '../console.ts';
import type { KnownValues } from '../journal/known-values.ts';
import { secretFieldsOf } from '../journal/secret-fields.ts';

/** A console that also hears of every request. */
export interface GuardedConsole extends Console {
  /** Tells what is to be told of a request. @param request as it came in, secrets and all */
  observe(outcome: Outcome, request: WireRequest): void;
}

/**
 * Tells as many requests as the settings want, and takes the secrets out of what clients named. Faults are always told.
 */
export function guardedConsole(console: Console, { requests }: Settings['log'], values: KnownValues): GuardedConsole {
  const tells = requests !== 'none';
  return {
    served: (outcome) => {
      console.served(guarded(outcome, values));
    },
    refused: (outcome) => {
      console.refused(guarded(outcome, values));
    },
    unclaimed(head) {
      if (!tells) return;
      for (const value of secretFieldsOf(head)) values.learn(value);
      console.unclaimed({ ...head, path: values.hide(head.path) });
    },
    handshakeFailed(peer, problem, before) {
      if (tells) console.handshakeFailed(peer, problem, before);
    },
    notice: (line) => {
      console.notice(values.hide(line));
    },
    fault: (where, error) => {
      console.fault(values.hide(where), error);
    },
    observe(outcome, request) {
      if (outcome.refusal !== null && tells) this.refused(outcome);
      else if (outcome.fault !== null) this.fault(`${outcome.door} ${outcome.operation ?? ''}`, outcome.fault);
      else if (outcome.refusal === null && requests === 'all') {
        for (const value of secretFieldsOf(request)) values.learn(value);
        this.served(outcome);
      }
    },
  };
}

function guarded(outcome: Outcome, values: KnownValues): Outcome {
  const { path, identity, resource, refusal } = outcome;
  return {
    ...outcome,
    path: values.hide(path),
    identity:
      identity === null ? null : { ...identity, id: values.hide(identity.id), name: values.hide(identity.name) },
    resource: resource === null ? null : values.hide(resource),
    refusal: refusal === null ? null : withoutSecrets(refusal, values),
  };
}

function withoutSecrets({ status, code, help, summary }: VendorError, values: KnownValues): VendorError {
  const shown = values.hide(summary);
  return new VendorError(status, code, shown, help === null ? null : values.hide(help), shown);
}
