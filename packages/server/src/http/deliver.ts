import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Delivery } from '@dragoman/protocol-kit';

import { resetConnection } from '../connection/reset.ts';

/** How often a slow body's next bytes are sent, in milliseconds. */
const TICK_MS = 50;

/**
 * Sends a body badly, as a fault wants it. The head of the response was written before, but for one of which nothing is
 * sent.
 */
export async function deliver(response: ServerResponse, body: Buffer, delivery: Delivery): Promise<void> {
  switch (delivery.kind) {
    case 'reset':
      if (delivery.after === 'half') await write(response, body.subarray(0, body.length / 2));
      if (response.socket !== null) resetConnection(response.socket);
      return;
    case 'truncate':
      await write(response, body.subarray(0, delivery.afterBytes));
      response.socket?.end();
      return;
    case 'slow': {
      const step = Math.max(1, Math.round((delivery.bytesPerSecond * TICK_MS) / 1_000));
      for (let at = 0; at < body.length && !response.destroyed; at += step) {
        await write(response, body.subarray(at, at + step));
        await sleep(TICK_MS);
      }
      response.end();
    }
  }
}

function write(response: ServerResponse, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    response.write(bytes, () => {
      resolve();
    });
  });
}
