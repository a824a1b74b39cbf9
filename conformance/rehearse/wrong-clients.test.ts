import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { json } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { PLAIN_ENV } from '../support/commands.ts';
import { CLI, type RehearsedGateway, startRehearsed } from './gateway.ts';

const CLIENT = fileURLToPath(new URL('../../packages/gateway/test/programs/retrying-client.mjs', import.meta.url));
/** Of who gives up by itself, and of who never does. */
const [AMPLE_TIME, CUT_AFTER] = ['60s', '8s'];

type Broken = Readonly<Record<string, readonly string[]>>;

/** What each is caught by: the rule that it breaks, by the case. */
const WRONG: readonly (readonly [client: readonly string[], broken: Broken, timeout?: string])[] = [
  [['never-gives-up'], { '5xx-endless': ['still-trying'] }, CUT_AFTER],
  [['connects-without-end'], { 'connect-failure-endless': ['still-trying'] }, CUT_AFTER],
  [['never-tries-again'], { '5xx-once': ['not-recovered'] }],
  [['tries-once-more'], { throttle: ['not-recovered'] }],
  [['hot-loop'], { '5xx-endless': ['hot-loop'] }],
  [['tries-too-often'], { '5xx-endless': ['too-many-attempts'] }],
  [['tries-again-when-denied'], { 'no-retry:Forbidden.NoPermission': ['permanent-retried'] }],
  [['tries-again-when-missing'], { 'no-retry:Forbidden.ResourceNotFound': ['permanent-retried'] }],
  [['ignores-hints'], { 'throttle-hint': ['hint-ignored'] }],
  [['hides-its-failure'], { '5xx-endless': ['failure-hidden'] }],
  [['only-after-throttling'], { 'retry:ServiceUnavailable': ['not-recovered'] }],
  [
    ['not-after-a-reset'],
    { 'reset-before': ['not-recovered'], 'reset-mid-body': ['not-recovered'], 'connect-failure': ['not-recovered'] },
  ],
  [['impatient'], { slow: ['impatient'] }],
  [['doubles-creates', 'put'], { 'lost-answer': ['create-doubled'], 'reset-mid-body': ['create-doubled'] }],
];

interface Rehearsal {
  readonly cases: readonly {
    readonly case: string;
    readonly attempts: number;
    readonly ended: string;
    readonly exit: number | null;
    readonly findings: readonly { readonly rule: string }[];
  }[];
}

let gateway: RehearsedGateway;
before(async () => {
  gateway = await startRehearsed();
});
after(() => gateway.close());

async function rehearse(options: readonly string[], client: readonly string[]) {
  const args = [CLI, 'rehearse', 'retry', '--json', '--url', gateway.url, ...options];
  const child = spawn(process.execPath, [...args, '--', process.execPath, CLIENT, ...client], {
    ...{ cwd: gateway.folder, env: PLAIN_ENV, stdio: ['ignore', 'pipe', 'inherit'] },
  });
  const ended = once(child, 'exit');
  const { cases } = (await json(child.stdout)) as Rehearsal;
  const [code] = (await ended) as [number | null];
  return { code, cases };
}

/** Each rule that a client breaks, by the case. */
function brokenIn({ cases }: Rehearsal): Broken {
  const broken = cases.filter(({ findings }) => findings.length > 0);
  return Object.fromEntries(broken.map((one) => [one.case, one.findings.map(({ rule }) => rule)]));
}

describe('a client that', { concurrency: 3 }, () => {
  for (const [client, expected, timeout = AMPLE_TIME] of WRONG)
    test(`${client[0]} is caught by ${Object.keys(expected).join(', ')}`, async () => {
      const cases = Object.keys(expected).join(',');
      const seen = await rehearse(['--case-timeout', timeout, '--cases', cases], client);
      const broken = brokenIn(seen);
      assert.equal(seen.code, 1);
      assert.deepEqual(Object.keys(broken).toSorted(), Object.keys(expected).toSorted());
      for (const [name, rules] of Object.entries(expected))
        for (const rule of rules) assert.ok(broken[name]?.includes(rule), `${name}: ${String(broken[name])}`);
      if (timeout === CUT_AFTER) assert.deepEqual([seen.cases[0]?.ended, seen.cases[0]?.exit], ['still-trying', null]);
    });
});

for (const call of [[], ['put']])
  test(`a right client breaks nothing, in any case${call.length === 0 ? '' : ' of a create'}`, async () => {
    const seen = await rehearse(['--parallel', '6', '--case-timeout', AMPLE_TIME], ['right', ...call]);
    assert.deepEqual([seen.code, brokenIn(seen)], [0, {}]);
  });
