import { verbatim } from '@dragoman/messages';
import { type Outcome, requestHead, VendorError } from '@dragoman/protocol-kit';
import { describe, expect, it } from '@jest/globals';

import { jsonEventLog } from './json-event-log.ts';

const OUTCOME: Outcome = {
  door: 'aliyun',
  method: 'POST',
  path: '/',
  operation: 'GetSecretValue',
  identity: { id: 'development', name: 'dragoman', addresses: 'any', attributes: {} },
  resource: 'db',
  requestedOperation: null,
  unread: [],
  shape: null,
  checks: null,
  requestId: 'r-1',
  receivedAt: 1_800_000_000_000,
  durationMs: 1.23456,
  injected: false,
  status: 200,
  rejection: null,
  internalError: null,
};

async function told(
  tell: (eventLog: Awaited<ReturnType<typeof jsonEventLog>>) => void,
): Promise<Record<string, unknown>[]> {
  const lines: string[] = [];
  tell(
    await jsonEventLog((line) => {
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
    const [line] = await told((eventLog) => {
      eventLog.served(OUTCOME);
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
      outcome: 'success',
      code: null,
      status: 200,
      duration_ms: 1.235,
      injected: false,
    });
  });

  it('tells a rejection with what would help, and a fault with its stack and cause', async () => {
    const rejection = new VendorError(404, 'Forbidden.ResourceNotFound', 'message', verbatim('create it'), 'not there');
    const internalError = new Error('disk full', { cause: new Error('no space') });
    const lines = await told((eventLog) => {
      eventLog.rejected({ ...OUTCOME, status: 404, rejection });
      eventLog.rejected({
        ...OUTCOME,
        operation: null,
        path: '/x',
        status: 500,
        rejection: new VendorError(500, 1, 'm'),
        internalError,
      });
      eventLog.internalError('scheduler', internalError);
    });
    expect(lines).toMatchObject([
      {
        level: 'warn',
        msg: 'rejected',
        outcome: 'rejected',
        code: 'Forbidden.ResourceNotFound',
        summary: 'not there',
        help: 'create it',
        path: null,
      },
      {
        level: 'error',
        msg: 'error',
        outcome: 'error',
        code: '1',
        path: '/x',
        error: { message: 'disk full', cause: { message: 'no space' } },
      },
      {
        level: 'error',
        msg: 'error',
        where: 'scheduler',
        error: { stack: expect.stringContaining('json-event-log.test') },
      },
    ]);
  });

  it('tells what no door claims, and a handshake that failed', async () => {
    const lines = await told((eventLog) => {
      eventLog.unmatched(requestHead('get', '/nowhere\u2028?secret=1', {}), 'no-door-1');
      eventLog.handshakeFailed('127.0.0.1', { why: 'it does not trust the authority', help: 'trust it' }, 2);
    });
    expect(lines).toMatchObject([
      { level: 'warn', msg: 'rejected', door: null, method: 'GET', outcome: 'rejected', code: 'no-door' },
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
