/**
 * Keeps, for each test, which operations of which doors it called and what they answered: `npm run facts` holds the
 * witnesses of facts to it. Written where `EXERCISED_DIRECTORY` says, one file for each file of tests; no value is
 * kept.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { join, relative } from 'node:path';

import { afterAll, expect } from '@jest/globals';

const directory = process.env['EXERCISED_DIRECTORY'] ?? '';

/** What of a door's message counts here; the doors' own type is `AnsweredRequest` of the protocol kit. */
interface Answered {
  readonly outcome: {
    readonly door: string;
    readonly operation: string | null;
    readonly status: number;
    readonly injected: boolean;
    readonly rejection: { readonly code: string | number } | null;
  };
  readonly request: { readonly headers: Readonly<Record<string, string | undefined>> };
  readonly invalidField: string | null;
}

if (directory !== '') {
  const exercised = new Map<string, Set<string>>();
  const keep = (message: unknown): void => {
    const { currentTestName: test } = expect.getState();
    if (test === undefined) return;
    const answers = exercised.get(test) ?? new Set();
    exercised.set(test, answers.add(lineOf(message as Answered)));
  };
  subscribe('dragoman:answer', keep);
  afterAll(() => {
    unsubscribe('dragoman:answer', keep);
    const file = relative(new URL('../..', import.meta.url).pathname, expect.getState().testPath ?? '');
    if (exercised.size === 0) return;
    mkdirSync(directory, { recursive: true });
    const tests = Object.fromEntries([...exercised].map(([test, answers]) => [test, [...answers].sort()]));
    writeFileSync(join(directory, `${file.replaceAll('/', '~')}.json`), JSON.stringify({ file, tests }));
  });
}

/** Door, operation, status, code and field, with `-` for what there is not; an injected error is marked. */
function lineOf({ outcome, request: { headers }, invalidField }: Answered): string {
  const { door, operation, status, rejection, injected } = outcome;
  const type = headers['content-type'] ?? headers['accept'] ?? '';
  const ofInstance = type.startsWith('application/x-protobuf') || headers['x-kms-apiname'] !== undefined;
  const code = rejection === null ? '-' : `${String(rejection.code)}${injected ? '(injected)' : ''}`;
  return [ofInstance ? `${door}-instance` : door, operation ?? '-', status, code, invalidField ?? '-'].join(' ');
}
