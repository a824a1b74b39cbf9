import { Agent as HttpAgent, type IncomingMessage, type OutgoingHttpHeaders, request as sendHttp } from 'node:http';
import type { Agent as HttpsAgent } from 'node:https';
import type { ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

/** Another gateway over the same state. */
export interface OtherGateway {
  readonly url: string;
  /** PEM of the authority that signed its certificate; `null` where it is reached over http. */
  readonly certificate: string | null;
}

/** What is sent on. */
export interface ForwardedRequest {
  readonly request: IncomingMessage;
  /** Beside those that it came with. */
  readonly headers: Readonly<Record<string, string>>;
  /** `null` is read from the request. */
  readonly body: Uint8Array | null;
}

/** What a gateway asks another. */
export interface Question {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly timeoutMs: number;
}

/** The peer was not reached: it saw nothing of the request. */
export class PeerUnreachableError extends Error {
  override readonly name = 'PeerUnreachableError';
}

const UNREACHED = ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT'];

/** Connections to other gateways, kept for the next request. */
export class PeerConnections {
  #http = new HttpAgent({ keepAlive: true });
  #https: { readonly certificate: string; readonly agent: HttpsAgent } | null = null;

  /**
   * Sends a request on as it came in, and its answer back. Resolves once the answer begins.
   * @throws PeerUnreachableError; any other error leaves it open whether the peer saw the request
   */
  forward(
    peer: OtherGateway,
    { request, headers: added, body }: ForwardedRequest,
    response: ServerResponse,
  ): Promise<void> {
    const headers: OutgoingHttpHeaders = { ...request.headers, ...added };
    delete headers['connection'];
    const url = new URL(peer.url);
    const options = {
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port,
      method: request.method,
      path: request.url,
      headers,
    };
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const onAnswer = (answer: IncomingMessage): void => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      // Whoever is sent less than was announced is to see that nothing more comes.
      answer.on('close', () => {
        if (!answer.complete) response.destroy();
      });
      answer.pipe(response);
      resolve(undefined);
    };
    const upstream =
      peer.certificate === null
        ? sendHttp({ ...options, agent: this.#http }, onAnswer)
        : https().request({ ...options, ...this.#tlsTo(peer.certificate) }, onAnswer);
    upstream.on('error', (error: NodeJS.ErrnoException) => {
      response.off('close', onClose);
      if (response.headersSent) response.destroy();
      const isUnreached = UNREACHED.includes(error.code ?? '');
      reject(isUnreached ? new PeerUnreachableError(error.message, { cause: error }) : error);
    });
    const onClose = (): void => {
      if (!response.writableFinished) upstream.destroy();
    };
    response.once('close', onClose);
    if (body === null) request.pipe(upstream);
    else upstream.end(body);
    return promise;
  }

  /**
   * Asks a peer something, with a body in JSON where there is one. Answers what it answered with status 200.
   * @throws PeerUnreachableError; any other error leaves it open whether the peer heard of it
   */
  async ask(peer: OtherGateway, { path, headers, body, timeoutMs }: Question): Promise<unknown> {
    const url = new URL(peer.url);
    const options = {
      ...{ host: url.hostname.replace(/^\[|\]$/g, ''), port: url.port, path, timeout: timeoutMs },
      method: body === undefined ? 'GET' : 'POST',
      headers: { ...headers, ...(body !== undefined && { 'Content-Type': 'application/json' }) },
    };
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const onAnswer = (answer: IncomingMessage): void => {
      text(answer).then((read) => {
        if (answer.statusCode === 200) resolve(read);
        else reject(new Error(`${peer.url} answered ${path} with status ${answer.statusCode ?? 0}`));
      }, reject);
    };
    const asking =
      peer.certificate === null
        ? sendHttp({ ...options, agent: this.#http }, onAnswer)
        : https().request({ ...options, ...this.#tlsTo(peer.certificate) }, onAnswer);
    asking.on('timeout', () => asking.destroy(new Error(`${peer.url} did not answer in time`)));
    asking.on('error', (error: NodeJS.ErrnoException) => {
      const isUnreached = UNREACHED.includes(error.code ?? '');
      reject(isUnreached ? new PeerUnreachableError(error.message, { cause: error }) : error);
    });
    asking.end(body === undefined ? undefined : JSON.stringify(body));
    return JSON.parse(await promise);
  }

  /** Breaks off what is under way; what comes next begins anew. */
  close(): void {
    this.#http.destroy();
    this.#http = new HttpAgent({ keepAlive: true });
    this.#https?.agent.destroy();
    this.#https = null;
  }

  /** Who signed the certificate is known from the database; the name in it may be any of the machine's. */
  #tlsTo(certificate: string) {
    if (this.#https?.certificate !== certificate) {
      this.#https?.agent.destroy();
      const agent = new (https().Agent)({ keepAlive: true, ca: certificate, checkServerIdentity: () => undefined });
      this.#https = { certificate, agent };
    }
    return { agent: this.#https.agent, servername: 'localhost' };
  }
}

/** Loaded where another gateway is reached over it: with it comes all of TLS. */
function https() {
  return process.getBuiltinModule('node:https');
}
