import type { EventLog } from './event-log.ts';

const MAX_LINE_LENGTH = 400;

/** @param write takes one line without its end */
export function lineEventLog(write: (line: string) => void): EventLog {
  // The end is whole, however long the line is.
  const say = (line: string, end = ''): void => {
    write(oneLine(line) + end);
  };
  return {
    served({ door, operation, resource, identity, status, durationMs, requestId }) {
      const what = `${operation ?? ''}${resource === null ? '' : ` ${resource}`}`;
      say(
        `served ${door} ${what} for ${identity?.id ?? 'nobody'}: ${status} in ` +
          `${durationMs.toFixed(1)} ms [${requestId}]`,
      );
    },
    rejected({ door, method, path, operation, requestId, rejection, internalError }) {
      if (internalError !== null) {
        this.internalError(`${door} ${operation ?? `${method} ${path}`} [${requestId}]`, internalError);
        return;
      }
      if (rejection === null) return;
      const help = rejection.help === null ? '' : ` - ${rejection.help.en}`;
      say(
        `rejected ${door} ${operation ?? `${method} ${path}`}: ${rejection.code} ${rejection.summary}${help}`,
        explainedBy(requestId),
      );
    },
    unmatched(head, requestId) {
      say(
        `rejected ${head.method} ${head.path}: it matches no door - check the path, or the host name ` +
          'that the client calls',
        requestId === null ? '' : explainedBy(requestId),
      );
    },
    handshakeFailed(peer, { why, help }, before) {
      const remedy = help === null ? '' : ` - ${help}`;
      say(`rejected TLS with ${peer}: ${why}${remedy}${before === 0 ? '' : ` [and ${before} times before]`}`);
    },
    notice(line) {
      say(line);
    },
    internalError(where, error) {
      write(`internal error in ${oneLine(where)}: ${stackOf(error)}`);
    },
  };
}

function explainedBy(requestId: string): string {
  return ` [dragoman explain ${requestId}]`;
}

/** Control characters would let a client write lines of its own. */
function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  const clean = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ');
  return clean.length > MAX_LINE_LENGTH ? `${clean.slice(0, MAX_LINE_LENGTH)}…` : clean;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
