import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** A host and a port that a client asks a proxy for. */
export interface Target {
  readonly host: string;
  readonly port: number;
}

/** One that is not answered by the doors. */
export interface OtherTarget extends Target {
  /** Whether requests may go on to it. */
  readonly passes: boolean;
}

/** Takes what goes to hosts that the doors do not answer, in place of those hosts. */
export interface OtherHosts {
  /** A connection whose client has been told that it reached its host. */
  connect(target: OtherTarget, socket: Socket, head: Buffer): void;
  /** A request for a whole URL. */
  request(target: OtherTarget, request: IncomingMessage, response: ServerResponse): void;
}
