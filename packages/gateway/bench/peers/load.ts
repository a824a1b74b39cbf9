import { Agent, request } from 'node:http';

import type { RecordedRequest } from '../recorded.ts';

const CONNECTIONS = 16;
const LIMIT_MS = 10_000;

/**
 * Sends a request so many times over 16 connections, kept where the server keeps them: not every server does.
 * @throws Error for any answer but 200
 */
export async function sendAll(url: string, read: RecordedRequest, amount: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  let left = amount;
  const client = async (): Promise<void> => {
    while (left-- > 0) await sendOne(url, read, agent);
  };
  try {
    await Promise.all(Array.from({ length: CONNECTIONS }, client));
  } finally {
    agent.destroy();
  }
}

function sendOne(url: string, { name, method, path, headers, body }: RecordedRequest, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(url + path, { method, agent, timeout: LIMIT_MS, headers: { ...headers, ...lengthOf(body) } });
    sent.on('response', (answer) => {
      answer.resume();
      if (answer.statusCode === 200) answer.on('end', resolve);
      else reject(new Error(`${name} was answered ${answer.statusCode}`));
    });
    sent.on('timeout', () => sent.destroy(new Error(`${name} was not answered`)));
    sent.on('error', reject);
    sent.end(body);
  });
}

function lengthOf(body: string): Record<string, number> {
  return body === '' ? {} : { 'content-length': Buffer.byteLength(body) };
}
