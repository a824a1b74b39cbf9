import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { type CliProcess, runCli, scratchDirectory } from './support/process.ts';

/** Few enough that a test can use them up, enough that a gateway starts. */
const MAX_DESCRIPTORS = 60;

let scratch: ReturnType<typeof scratchDirectory>;
let cli: CliProcess;
let agent: Agent;
beforeEach(() => {
  scratch = scratchDirectory();
  agent = new Agent({ keepAlive: true, maxSockets: 1 });
  cli = runCli(['start', '--port', '0', '--memory', '--json'], { cwd: scratch.path, maxDescriptors: MAX_DESCRIPTORS });
});
afterEach(async () => {
  agent.destroy();
  cli.child.kill('SIGKILL');
  await cli.exit();
  scratch.remove();
});

/** A request over the one connection that is kept. */
async function ask(url: string): Promise<{ readonly status: number | undefined; readonly body: string }> {
  const [response] = (await once(request(url, { agent }).end(), 'response')) as [IncomingMessage];
  return { status: response.statusCode, body: await text(response) };
}

/** Opens connections until the gateway has no descriptor for another: it closes those that it cannot take. */
async function exhaust(url: string): Promise<Socket[]> {
  const sockets: Socket[] = [];
  const { hostname, port } = new URL(url);
  let isExhausted = false as boolean;
  while (!isExhausted) {
    const socket = connect(Number(port), hostname);
    sockets.push(socket);
    // A gateway that took it answers; one that could not closes it.
    isExhausted = await new Promise((resolve) => {
      socket.on('data', () => {
        resolve(false);
      });
      socket.on('error', () => {
        resolve(true);
      });
      socket.on('close', () => {
        resolve(true);
      });
      socket.write('GET /nowhere HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
    });
  }
  return sockets;
}

describe('a gateway whose descriptors are used up', () => {
  it('says why the control API cannot be loaded, and serves it once there are descriptors again', async () => {
    const { url } = JSON.parse(await cli.firstLine()) as { readonly url: string };
    expect((await ask(`${url}/nowhere`)).status).toBe(404);
    const sockets = await exhaust(url);
    expect(await ask(`${url}/_dragoman/ready`)).toMatchObject({
      status: 500,
      body: expect.stringContaining('ask again'),
    });
    expect(await cli.stderrWith(/\n/)).toContain('the control API, which cannot be loaded');
    for (const socket of sockets) socket.resetAndDestroy();
    // The gateway hears of that in its own time.
    let answer = await ask(`${url}/_dragoman/ready`);
    while (answer.status === 500) answer = await ask(`${url}/_dragoman/ready`);
    expect(answer).toEqual({ status: 200, body: '{"ready":true}' });
  });
});
