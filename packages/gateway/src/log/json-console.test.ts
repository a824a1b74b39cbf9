import { describe, expect, it } from '@jest/globals';
import { type Outcome, VendorError, requestHead } from '@dragoman/protocol-kit';

import { jsonConsole } from './json-console.ts';

const OUTCOME: Outcome = {
  door: 'aliyun',
  method: 'POST',
  path: '/',
  operation: 'GetSecretValue',
  identity: { id: 'development', name: 'dragoman', addresses: 'any', attributes: {} },
  resource: 'db',
  requestId: 'r-1',
  receivedAt: 1_800_000_000_000,
  durationMs: 1.23456,
  injected: false,
  status: 200,
  refusal: null,
  fault: null,
};

async function told(
  tell: (console: Awaited<ReturnType<typeof jsonConsole>>) => void,
): Promise<Record<string, unknown>[]> {
  const lines: string[] = [];
  tell(
    await jsonConsole((line) => {
      lines.push(line);
    }),
  );
  return lines.map((line) => {
    expect(line).not.toMatch(/[\r\n]/);
    return JSON.parse(line) as Record<string, unknown>;
  });
}

describe('a console for programs', () => {
  it('tells a request in one object: what the journal has of it, and nothing else', async () => {
    const [line] = await told((console) => {
      console.served(OUTCOME);
    });
    expect(line).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      msg: 'served',
      request_id: 'r-1',
      received_at: '2027-01-15T08:00:00.000Z',
      door: 'aliyun',
      operation: 'GetSecretValue',
      method: 'POST',
      path: null,
      identity: 'development',
      resource: 'db',
      outcome: 'ok',
      code: null,
      status: 200,
      duration_ms: 1.235,
      injected: false,
    });
  });

  it('tells a refusal with what would help, and a fault with its stack and cause', async () => {
    const refusal = new VendorError(404, 'Forbidden.ResourceNotFound', 'message', 'create it', 'not there');
    const fault = new Error('disk full', { cause: new Error('no space') });
    const lines = await told((console) => {
      console.refused({ ...OUTCOME, status: 404, refusal });
      console.refused({
        ...OUTCOME,
        operation: null,
        path: '/x',
        status: 500,
        refusal: new VendorError(500, 1, 'm'),
        fault,
      });
      console.fault('scheduler', fault);
    });
    expect(lines).toMatchObject([
      {
        level: 'warn',
        msg: 'refused',
        outcome: 'refused',
        code: 'Forbidden.ResourceNotFound',
        summary: 'not there',
        help: 'create it',
        path: null,
      },
      {
        level: 'error',
        msg: 'fault',
        outcome: 'fault',
        code: '1',
        path: '/x',
        error: { message: 'disk full', cause: { message: 'no space' } },
      },
      {
        level: 'error',
        msg: 'fault',
        where: 'scheduler',
        error: { stack: expect.stringContaining('json-console.test') },
      },
    ]);
  });

  it('tells what no door claims, and a handshake that failed', async () => {
    const lines = await told((console) => {
      console.unclaimed(requestHead('get', '/nowhere\u2028?secret=1', {}));
      console.handshakeFailed('127.0.0.1', { why: 'it does not trust the authority', help: 'trust it' }, 2);
    });
    expect(lines).toMatchObject([
      { level: 'warn', msg: 'refused', door: null, method: 'GET', outcome: 'refused', code: 'no-door' },
      {
        level: 'warn',
        msg: 'handshake failed',
        peer: '127.0.0.1',
        why: 'it does not trust the authority',
        help: 'trust it',
        before: 2,
      },
    ]);
    expect(JSON.stringify(lines)).not.toContain('secret=1');
  });
});
