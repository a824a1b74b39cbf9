import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { type ApiDocument, controlCalls } from './control.ts';
import { type FuzzedGateway, startFuzzed } from './gateway.ts';
import { randomFrom } from './random.ts';

const REQUESTS = Number(process.env['FUZZ_CONTROL'] ?? 3_000);
const SEED = Number(process.env['FUZZ_SEED'] ?? 1);
/** How long a call may be waited for, in milliseconds: one that waits for something is left. */
const TIMEOUT_MS = 5_000;

let gateway: FuzzedGateway;
/** How many were successes. */
let done = 0;
before(async () => {
  gateway = await startFuzzed({});
});
after(() => gateway.stop());

test(`${REQUESTS} calls of the control API are answered in its shapes, by no 5xx`, async () => {
  const document = (await (await fetch(`${gateway.url}/_dragoman/openapi.json`)).json()) as ApiDocument;
  const calls = controlCalls(document);
  assert.ok(calls.length > 40, `only ${calls.length} calls are in the document`);
  const random = randomFrom(SEED);
  const wrong = new Map<string, string>();
  done = 0;
  for (let n = 0; n < REQUESTS; n += 1) {
    const { name, make } = calls[n % calls.length] as (typeof calls)[number];
    const { method, path, headers, body } = make(random);
    const found = await wrongWith(method, path, headers, body);
    if (found !== null && !wrong.has(name))
      wrong.set(name, `${found}: ${method} ${path.slice(0, 200)} ${body.slice(0, 400)}`);
  }
  assert.deepEqual([...wrong], []);
  assert.ok(done > REQUESTS / 10, `only ${done} of them could be done`);
  assert.ok(gateway.lives());
});

test('none of them was an error of the gateway’s own', () => {
  assert.ok(!gateway.log().includes('internal error'), gateway.log().slice(0, 500));
});

async function wrongWith(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<string | null> {
  try {
    const answer = await fetch(`${gateway.url}${path.startsWith('/_dragoman') ? '' : '/_dragoman'}${path}`, {
      method,
      headers,
      ...(method === 'GET' || body === '' ? {} : { body }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await answer.text();
    if (answer.ok) done += 1;
    if (answer.status >= 500) return `the status is ${answer.status}: ${text.slice(0, 200)}`;
    return answer.status >= 400 ? wrongProblem(text) : null;
  } catch (error) {
    if ((error as Error).name === 'TimeoutError') return null;
    const { code } = (error as { readonly cause?: NodeJS.ErrnoException }).cause ?? {};
    return code === 'ECONNRESET' || code === 'ECONNREFUSED' ? `the connection ended: ${code}` : null;
  }
}

/** A problem says which, and in words. */
function wrongProblem(text: string): string | null {
  try {
    const problem = JSON.parse(text) as Readonly<Record<string, unknown>>;
    return typeof problem['error'] === 'string' && typeof problem['message'] === 'string' ? null : text.slice(0, 200);
  } catch {
    return `no problem in JSON: ${text.slice(0, 200)}`;
  }
}
