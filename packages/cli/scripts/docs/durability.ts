import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { Language } from './languages.ts';
import { withTable } from './written-table.ts';

const ROOT = new URL('../../../../', import.meta.url);
const RESULTS = 'conformance/durability/results.json';

type Outcomes = Readonly<Record<string, number>>;

interface Results {
  readonly date: string;
  readonly rows: Readonly<Record<string, Outcomes>>;
  /** How many runs there are to make, where the form may have ended before the last. */
  readonly planned?: Readonly<Record<string, number>>;
}

interface Promised {
  readonly event: string;
  readonly promise: string;
  /** Tests, from the root of the repository. */
  readonly shownBy: readonly string[];
  /** Its row in the results, where it has one. */
  readonly row?: string;
}

const suite = (name: string): string => `conformance/durability/${name}.test.ts`;

/** What happens to a data directory, and what holds then. */
const PROMISES: readonly Promised[] = [
  {
    event:
      'the process is killed at a disk call, or the call fails (`EIO`), or the disk is full (`ENOSPC`): first start ' +
      'with its root key, writes, snapshot, replacement, close',
    promise: 'no answered write is lost, none is half there; the next start is right',
    shownBy: [suite('disk-calls')],
    row: 'disk-calls',
  },
  {
    event:
      'the same while clients of the three clouds write, a secret rotates, and the state is reset, loaded, exported ' +
      'and imported',
    promise: 'what was answered is there after the next start; what failed is there whole or not at all',
    shownBy: [suite('gateway-calls')],
    row: 'gateway-calls',
  },
  {
    event: 'the same while a start brings an old database to the newest schema',
    promise: 'everything is there, and the next start goes on where that one ended',
    shownBy: [suite('disk-calls')],
    row: 'upgrade',
  },
  {
    event: 'the same while the certificate authority is made',
    promise: 'the next start has it or makes it; one that was handed out stays',
    shownBy: [suite('disk-calls')],
    row: 'authority',
  },
  {
    event: 'the power is cut: of what was not synced everything is lost, or any part of it, by pages',
    promise: 'no answered write, snapshot or authority is lost; the next start is right',
    shownBy: [suite('power-cuts')],
    row: 'power-cuts',
  },
  {
    event:
      'the same under a gateway, while clients write, a secret rotates, and the state is reset, loaded and imported',
    promise: 'what was answered is there after the next start; a snapshot holds what it held',
    shownBy: [suite('gateway-power-cuts')],
    row: 'gateway-power-cuts',
  },
  {
    event: 'ten bits of the database, its log and its mark are turned',
    promise: 'the same data, a refusal in a line, or damage that is named; never other data',
    shownBy: [suite('flips')],
    row: 'flips',
  },
  {
    event: 'a bit of `root.key`, `ca.key`, `ca.pem` or a snapshot is turned',
    promise: 'the file is refused in a line, or means what it meant',
    shownBy: [suite('flips-beside')],
    row: 'flips-beside',
  },
  {
    event: 'the end of the log is damaged',
    promise: 'the start says how many answered changes are missing',
    shownBy: [suite('flips'), 'packages/store-sqlite/test/damage.test.ts'],
  },
  {
    event: 'the disk is full from a call on, in a start or while clients of the three clouds write',
    promise:
      'a start refuses in a line; writes are rejected with the internal error of the vendor, reads go on; once there ' +
      'is room the same process writes again, and the next start is right',
    shownBy: [suite('disk-full')],
    row: 'disk-full',
  },
  {
    event: 'a real disk fills up, or files may not grow (`ulimit -f`)',
    promise: 'the same, and the log says what is wrong with which file',
    shownBy: [suite('attacks')],
  },
  {
    event: 'the disk can only be read at a start',
    promise: 'the start refuses in a line',
    shownBy: [suite('attacks')],
  },
  {
    event: 'the data directory is removed while the gateway runs',
    promise: 'every later write is rejected, with a line for the operator',
    shownBy: ['packages/gateway/test/damaged-state.test.ts'],
  },
  {
    event: 'a copy of the whole directory is put back',
    promise: 'it is as it was when it was copied',
    shownBy: [suite('flips')],
  },
  {
    event: 'the database alone is put back from a copy',
    promise: 'the start says what is missing: remove `dragoman.mark` to accept that',
    shownBy: ['packages/gateway/test/damaged-state.test.ts'],
  },
  {
    event: 'gateways start at once on one directory',
    promise: 'one serves, the others refuse in a line',
    shownBy: [suite('attacks'), 'packages/store-sqlite/test/directory-lock.test.ts'],
  },
  {
    event: 'any earlier version of the schema wrote it',
    promise: 'it opens, with all that it held',
    shownBy: ['packages/store-sqlite/test/kept-schemas.test.ts'],
  },
  {
    event: 'a newer Dragoman wrote it',
    promise: 'it is refused by name, and left as it is',
    shownBy: ['packages/store-sqlite/test/kept-schemas.test.ts'],
  },
];

/** The page with the table of promises and what the kept runs found. @throws Error where a row has no run or test */
export function withDurability(page: string, { say, up }: Language): string {
  const { bounded, long } = JSON.parse(readFileSync(new URL(RESULTS, ROOT), 'utf8')) as Record<
    'bounded' | 'long',
    Results
  >;
  const titles = ['what happens', 'what is promised', 'shown by', 'runs of {date}', 'long form of {date}'];
  const rows = PROMISES.map(({ event, promise, shownBy, row }) => [
    say(event),
    say(promise),
    shownBy.map((path) => linkTo(path, up)).join(', '),
    row === undefined ? '' : outcomesOf(bounded, row, say),
    row === undefined || long.rows[row] === undefined ? '' : outcomesOf(long, row, say),
  ]);
  const head = titles.map((title, at) => say(title).replace('{date}', (at === 4 ? long : bounded).date));
  return withTable(page, RESULTS, [head, titles.map(() => '---'), ...rows]);
}

function linkTo(path: string, up: string): string {
  if (!existsSync(fileURLToPath(new URL(path, ROOT))))
    throw new Error(`docs/durability.md names ${path}, which is gone`);
  return `[${path.split('/').at(-1)?.replace('.test.ts', '') ?? ''}](${up}${path})`;
}

/** How many of the runs that there are ended which way. */
function outcomesOf({ rows, planned }: Results, row: string, say: Language['say']): string {
  const outcomes = rows[row];
  if (outcomes === undefined)
    throw new Error(`${RESULTS} has no run of "${row}": RECORD_FIXTURES=1 conformance/durability/run`);
  const all = planned?.[row];
  const ended = Object.entries(outcomes).map(([outcome, times]) => `${times} ${say(outcome)}`);
  if (all === undefined) return ended.join(', ');
  return say('{ended}, of {all}').replace('{ended}', ended.join(', ')).replace('{all}', String(all));
}
