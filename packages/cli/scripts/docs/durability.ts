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
    event: 'the disk fills up while the gateway runs, or can only be read at a start',
    promise: 'writes are rejected and reads go on; such a start refuses in a line; with room again everything is there',
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
  const { bounded } = JSON.parse(readFileSync(new URL(RESULTS, ROOT), 'utf8')) as { readonly bounded: Results };
  const titles = ['what happens', 'what is promised', 'shown by', 'runs of {date}'];
  const rows = PROMISES.map(({ event, promise, shownBy, row }) => [
    say(event),
    say(promise),
    shownBy.map((path) => linkTo(path, up)).join(', '),
    row === undefined ? '' : outcomesOf(bounded, row, say),
  ]);
  const head = titles.map((title) => say(title).replace('{date}', bounded.date));
  return withTable(page, RESULTS, [head, titles.map(() => '---'), ...rows]);
}

function linkTo(path: string, up: string): string {
  if (!existsSync(fileURLToPath(new URL(path, ROOT))))
    throw new Error(`docs/durability.md names ${path}, which is gone`);
  return `[${path.split('/').at(-1)?.replace('.test.ts', '') ?? ''}](${up}${path})`;
}

function outcomesOf({ rows }: Results, row: string, say: Language['say']): string {
  const outcomes = rows[row];
  if (outcomes === undefined)
    throw new Error(`${RESULTS} has no run of "${row}": RECORD_FIXTURES=1 conformance/durability/run`);
  return Object.entries(outcomes)
    .map(([outcome, times]) => `${times} ${say(outcome)}`)
    .join(', ');
}
