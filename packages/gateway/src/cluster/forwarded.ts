import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';

import { AlteredRowError, type RowAuthenticator } from '@dragoman/core';
import type { Peer } from '@dragoman/protocol-kit';

/** What a request that another gateway sent on says of its client. */
const HEADER = 'x-dragoman-forwarded';

/**
 * Marks requests that a gateway sends on, and knows them again: the mark is made with the root key, so that no client
 * can make one.
 */
export class ForwardedMark {
  readonly #rows: RowAuthenticator;
  readonly #peers = new WeakMap<IncomingMessage, Peer>();

  constructor(rows: RowAuthenticator) {
    this.#rows = rows;
  }

  headersFor({ method, url, socket }: IncomingMessage): Record<string, string> {
    const isEncrypted = (socket as Partial<TLSSocket>).encrypted === true;
    return this.#headers(`${isEncrypted ? 'https' : 'http'} ${socket.remoteAddress ?? ''}`, method ?? '', url ?? '');
  }

  /** For what a gateway asks by itself. */
  headersToAsk(method: string, path: string): Record<string, string> {
    return this.#headers('http gateway', method, path);
  }

  /** Takes the mark off; answers whether another gateway made it. */
  take(request: IncomingMessage): boolean {
    const mark = request.headers[HEADER];
    if (typeof mark !== 'string') return false;
    delete request.headers['x-dragoman-forwarded'];
    const [mac = '', scheme = '', address = ''] = mark.split(' ');
    try {
      const columns = [`${scheme} ${address}`, request.method ?? '', request.url ?? ''];
      this.#rows.check('forwarded', columns, Buffer.from(mac, 'hex'));
    } catch (error) {
      if (error instanceof AlteredRowError) return false;
      throw error;
    }
    this.#peers.set(request, { remoteAddress: address, encrypted: scheme === 'https' });
    return true;
  }

  #headers(client: string, method: string, url: string): Record<string, string> {
    const mac = Buffer.from(this.#rows.sign('forwarded', [client, method, url]));
    return { [HEADER]: `${mac.toString('hex')} ${client}` };
  }

  /** Who is on the other side of a request, wherever it came in. */
  peerOf(request: IncomingMessage): Peer {
    return this.#peers.get(request) ?? request.socket;
  }
}
