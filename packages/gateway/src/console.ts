import type { Outcome, RequestHead } from '@dragoman/protocol-kit';

import type { HandshakeProblem } from './tls/handshake-problems.ts';

/** Where the gateway speaks to its operator. Nothing that a client sent as a secret ever gets here. */
export interface EventLog {
  /** One line for a request that a door served. */
  served(outcome: Outcome): void;
  /** One line for a request that a door refused: why, and what would help. */
  rejected(outcome: Outcome): void;
  /** One line for a request that no door claims. */
  unclaimed(head: RequestHead): void;
  /**
   * A client that did not get as far as a request over https; `before` counts those of the same kind that were not told
   * of.
   */
  handshakeFailed(peer: string, problem: HandshakeProblem, before: number): void;
  /** One line about the gateway itself that is no fault. */
  notice(line: string): void;
  /** A fault of the gateway itself, with its stack. */
  internalError(where: string, error: unknown): void;
}

const LINE_LENGTH = 400;

/** @param write takes one line without its end */
export function lineEventLog(write: (line: string) => void): EventLog {
  const say = (line: string): void => {
    write(oneLine(line));
  };
  return {
    served({ door, operation, resource, identity, status, durationMs, requestId }) {
      const what = `${operation ?? ''}${resource === null ? '' : ` ${resource}`}`;
      say(
        `served ${door} ${what} for ${identity?.id ?? 'nobody'}: ${status} in ${durationMs.toFixed(1)} ms [${requestId}]`,
      );
    },
    rejected({ door, method, path, operation, requestId, rejection, internalError }) {
      if (rejection === null) return;
      const help = rejection.help === null ? '' : ` - ${rejection.help}`;
      say(
        `refused ${door} ${operation ?? `${method} ${path}`}: ${rejection.code} ${rejection.summary}${help} [${requestId}]`,
      );
      if (internalError !== null) write(`fault in ${door} ${operation ?? ''}: ${stackOf(internalError)}`);
    },
    unclaimed(head) {
      say(
        `refused ${head.method} ${head.path}: no door claims it - check the path, or the host name that the client calls`,
      );
    },
    handshakeFailed(peer, { why, help }, before) {
      say(
        `refused TLS with ${peer}: ${why}${help === null ? '' : ` - ${help}`}${before === 0 ? '' : ` [and ${before} times before]`}`,
      );
    },
    notice(line) {
      say(line);
    },
    internalError(where, error) {
      write(`fault in ${oneLine(where)}: ${stackOf(error)}`);
    },
  };
}

/** Control characters would let a client write lines of its own. */
function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  const clean = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ');
  return clean.length > LINE_LENGTH ? `${clean.slice(0, LINE_LENGTH)}…` : clean;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
