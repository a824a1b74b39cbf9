/** Sends requests byte for byte as vectors have them. */
import { Agent, type IncomingHttpHeaders, request as send } from 'node:http';

import type { WireRequest } from './data.ts';

/** What a gateway answers. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly bytes: Buffer;
}

/** Sends to a gateway over connections that are kept. */
export class Player {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 4 });
  readonly #url: URL;

  constructor(url: string) {
    this.#url = new URL(url);
  }

  play({ method, target, headers, body = '' }: WireRequest): Promise<Answer> {
    const { hostname, port } = this.#url;
    const isFramed = headers.some(([name]) => /^(content-length|transfer-encoding)$/i.test(name));
    const length = isFramed ? [] : [['Content-Length', String(Buffer.byteLength(body))]];
    const all = [...headers.map(([name, value]) => [name, latin1(value)]), ...(body === '' ? [] : length)];
    const options = { hostname, port, method, path: target, headers: all.flat(), setHost: false, agent: this.#agent };
    return new Promise((resolve, reject) => {
      const sent = send(options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const bytes = Buffer.concat(chunks);
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: bytes.toString(), bytes });
        });
        response.on('error', reject);
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** The bytes of UTF-8, as Node writes headers. */
function latin1(value: string): string {
  return Buffer.from(value).toString('latin1');
}
