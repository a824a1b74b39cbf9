import { type IncomingMessage, request as requestByHttp } from 'node:http';
import { buffer, json, text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';

import {
  type ControlClient,
  type ControlClientParts,
  controlClient,
  type ReceivedAnswer,
  type SentRequest,
} from '@dragoman/control';

/** Where a gateway is, and how long a call may take; without a limit as long as it does. */
export interface CalledGateway extends Pick<ControlClientParts, 'url' | 'token' | 'sandbox'> {
  readonly maxWaitMs?: number;
}

/** How commands call a gateway. */
export function clientPartsOf({ url, token, sandbox, maxWaitMs }: CalledGateway): ControlClientParts {
  return { url, token, sandbox, fetch: (to, request) => send(to, request, maxWaitMs) };
}

/** The client that commands have of a gateway. */
export function gatewayClient(gateway: CalledGateway): ControlClient {
  return controlClient(clientPartsOf(gateway));
}

/** What `fetch` does for a call, without loading the whole of it: that takes as long as a command does otherwise. */
async function send(url: string, { body, ...rest }: SentRequest, maxWaitMs?: number): Promise<ReceivedAnswer> {
  const request = url.startsWith('https:') ? process.getBuiltinModule('node:https').request : requestByHttp;
  const signal = maxWaitMs === undefined ? undefined : AbortSignal.timeout(maxWaitMs);
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = request(url, { ...rest, signal, agent: false }, resolve).on('error', reject);
    if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) sent.end(body);
    // What fails on the way is told by the answer, or by the request itself.
    else pipeline(body instanceof Blob ? body.stream() : body, sent).catch(reject);
  });
  const status = answer.statusCode ?? 0;
  return {
    status,
    ok: status >= 200 && status < 300,
    json: () => json(answer),
    text: () => text(answer),
    arrayBuffer: async () => new Uint8Array(await buffer(answer)).buffer,
    body: answer,
  };
}
