import { Agent, request } from 'node:http';

import type { RecordedRequest } from '../recorded.ts';

const CONNECTIONS = 16;
const ANSWER_LIMIT_MS = 10_000;

/** Sends recorded requests to one server over connections that stay open. */
export interface LoadGenerator {
  /** Sends a request so many times. Any answer but 200 is an error, for it would measure something else. */
  send(recorded: RecordedRequest, amount: number): Promise<void>;
  close(): void;
}

export function loadGenerator(url: string): LoadGenerator {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS, maxFreeSockets: CONNECTIONS });
  return {
    async send(recorded, amount) {
      let left = amount;
      const sender = async () => {
        while (left > 0) {
          left -= 1;
          const status = await statusOf(agent, url, recorded);
          if (status !== 200) throw new Error(`${recorded.name} was answered with ${status}`);
        }
      };
      await Promise.all(Array.from({ length: CONNECTIONS }, sender));
    },
    close() {
      agent.destroy();
    },
  };
}

function statusOf(agent: Agent, url: string, { method, path, headers, body }: RecordedRequest): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url + path, { agent, method, headers, timeout: ANSWER_LIMIT_MS }, (response) => {
      response.on('end', () => {
        resolve(response.statusCode ?? 0);
      });
      response.on('error', reject).resume();
    });
    sent.on('timeout', () => sent.destroy(new Error(`no answer in ${ANSWER_LIMIT_MS / 1000} s`)));
    sent.on('error', reject).end(body);
  });
}
