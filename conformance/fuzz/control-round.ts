import { type ApiDocument, controlCalls, type ControlRequest } from './control.ts';
import type { FuzzedGateway } from './gateway.ts';
import { MARK } from './marked.ts';
import { randomFrom } from './random.ts';

/** How long a call may be waited for, in milliseconds: one that waits for something is left. */
const TIMEOUT_MS = 5_000;
/** Calls that are there to show values. */
const SHOWS = /reveal|answers/i;

/** What calls of the control API were answered. */
export interface ControlRound {
  /** How many calls there are. */
  readonly calls: number;
  /** How many were successes. */
  readonly done: number;
  /** The first wrong answer of each call. */
  readonly wrong: readonly (readonly [string, string])[];
}

/** Makes calls of the control API with values that are marked. @param requests how many @param seed decides which */
export async function fuzzControl(gateway: FuzzedGateway, requests: number, seed: number): Promise<ControlRound> {
  const document = (await (await fetch(`${gateway.url}/_dragoman/openapi.json`)).json()) as ApiDocument;
  const calls = controlCalls(document);
  const random = randomFrom(seed);
  const wrong = new Map<string, string>();
  let done = 0;
  for (let n = 0; n < requests; n += 1) {
    const { name, make } = calls[n % calls.length] as (typeof calls)[number];
    const request = make(random);
    const { isDone, found } = await answerTo(gateway.url, name, request);
    if (isDone) done += 1;
    const { method, path, body } = request;
    if (found !== null && !wrong.has(name))
      wrong.set(name, `${found}: ${method} ${path.slice(0, 200)} ${body.slice(0, 400)}`);
  }
  return { calls: calls.length, done, wrong: [...wrong] };
}

interface Judged {
  readonly isDone: boolean;
  readonly found: string | null;
}

async function answerTo(url: string, name: string, { method, path, headers, body }: ControlRequest): Promise<Judged> {
  try {
    const answer = await fetch(`${url}${path.startsWith('/_dragoman') ? '' : '/_dragoman'}${path}`, {
      method,
      headers,
      ...(method === 'GET' || body === '' ? {} : { body }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await answer.text();
    return { isDone: answer.ok, found: wrongWith(name, answer, text) };
  } catch (error) {
    const { code } = (error as { readonly cause?: NodeJS.ErrnoException }).cause ?? {};
    const hasEnded = code === 'ECONNRESET' || code === 'ECONNREFUSED';
    return { isDone: false, found: hasEnded ? `the connection ended: ${code}` : null };
  }
}

function wrongWith(name: string, { ok, status }: Response, text: string): string | null {
  if (text.includes(MARK) && !(ok && SHOWS.test(name))) return `it shows a value: ${text.slice(0, 200)}`;
  if (status >= 500) return `the status is ${status}: ${text.slice(0, 200)}`;
  return status >= 400 ? wrongProblem(text) : null;
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
