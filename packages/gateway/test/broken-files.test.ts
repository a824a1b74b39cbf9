import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { openApiCaller } from './support/aliyun.ts';
import { esbCall } from './support/bk.ts';
import { huaweiClient } from './support/huawei.ts';
import { type CliProcess, isRoot, NOBODY, runCli, scratchDirectory } from './support/process.ts';

const KEPT = { name: 'kept', type: 'PASSWORD', credential_password: 'kept-password-7391' };

let template: ReturnType<typeof scratchDirectory>;
let scratch: ReturnType<typeof scratchDirectory>;
let data: string;
let running: CliProcess[] = [];

beforeAll(async () => {
  template = scratchDirectory();
  const first = runCli(['start', '--port', '0', '--json'], { cwd: template.path });
  const { url } = JSON.parse(await first.firstLine()) as { readonly url: string };
  await esbCall(url, 'create_credential', KEPT);
  first.child.kill('SIGTERM');
  await first.exit();
});
afterAll(() => {
  template.remove();
});
beforeEach(() => {
  scratch = scratchDirectory();
  data = join(scratch.path, '.dragoman');
  cpSync(join(template.path, '.dragoman'), data, { recursive: true });
  giveToNobody(scratch.path);
});
afterEach(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map((cli) => cli.exit()));
  running = [];
  if (existsSync(data)) chmodSync(data, 0o700);
  scratch.remove();
});

function giveToNobody(path: string): void {
  if (!isRoot()) return;
  chownSync(path, NOBODY, NOBODY);
  if (statSync(path).isDirectory()) for (const name of readdirSync(path)) giveToNobody(join(path, name));
}

function start(...args: readonly string[]): CliProcess {
  const cli = runCli(['start', '--port', '0', '--json', ...args], { cwd: scratch.path, asNobody: true });
  running.push(cli);
  return cli;
}

async function startedUrl(cli: CliProcess): Promise<string> {
  return (JSON.parse(await cli.firstLine()) as { readonly url: string }).url;
}

const file = (name: string): string => join(data, name);
const inItsPlace = (name: string) => (): void => {
  rmSync(file(name), { force: true });
  mkdirSync(file(name));
};

/** Damages every page but the first, which tells that it is a database. */
function damagePages(): void {
  const bytes = readFileSync(file('dragoman.db'));
  writeFileSync(file('dragoman.db'), bytes.fill(0xa5, 4_096));
}

describe('a data directory that cannot be used stops the start with one line', () => {
  it.each<[string, () => void, RegExp]>([
    [
      'an unreadable root.key',
      () => {
        chmodSync(file('root.key'), 0);
      },
      /root\.key" may not be read/,
    ],
    [
      'a directory in the place of root.key',
      inItsPlace('root.key'),
      /root\.key" is a directory where a file should be: move/,
    ],
    [
      'a root.key that is none',
      () => {
        writeFileSync(file('root.key'), 'no key');
      },
      /root key \(\S+root\.key, 6 characters\) does not fit/,
    ],
    [
      'no root.key beside a database',
      () => {
        rmSync(file('root.key'));
      },
      /root\.key" is missing, and the state beside it was sealed/,
    ],
    [
      'a database of garbage',
      () => {
        writeFileSync(file('dragoman.db'), 'garbage'.repeat(2_000));
      },
      /dragoman\.db" is no database \(SQLITE_NOTADB\): restore/,
    ],
    ['a database with damaged pages', damagePages, /dragoman\.db" is damaged \(SQLITE_CORRUPT\): restore/],
    ['a directory in the place of the database', inItsPlace('dragoman.db'), /dragoman\.db" is no file: move it away/],
    [
      'a directory in the place of its log',
      inItsPlace('dragoman.db-wal'),
      /dragoman\.db-wal" is no file: move it away/,
    ],
    [
      'an unreadable database',
      () => {
        chmodSync(file('dragoman.db'), 0);
      },
      /dragoman\.db" may not be read or written/,
    ],
    [
      'a read-only database',
      () => {
        chmodSync(file('dragoman.db'), 0o400);
      },
      /dragoman\.db" may not be read or written/,
    ],
    ['a lock that is a directory', inItsPlace('dragoman.lock'), /dragoman\.lock" is no file: move it away/],
    [
      'a lock of garbage',
      () => {
        writeFileSync(file('dragoman.lock'), 'garbage'.repeat(2_000));
      },
      /dragoman\.lock" is no database/,
    ],
    [
      'a read-only directory',
      () => {
        chmodSync(data, 0o500);
      },
      /data_dir = "\.dragoman" may not be read or written/,
    ],
    [
      'a file in the place of the directory',
      () => {
        rmSync(data, { recursive: true });
        writeFileSync(data, '');
      },
      /data_dir = "\.dragoman" is a file where a directory should be/,
    ],
    [
      'a full disk',
      () => {
        rmSync(data, { recursive: true });
        mkdirSync(data);
        symlinkSync('/dev/full', file('root.key.new'));
        giveToNobody(data);
      },
      /root\.key" cannot be written: the disk is full: free space/,
    ],
  ])('%s', async (_what, breakIt, line) => {
    breakIt();
    const before = existsSync(data) && statSync(data).isDirectory() ? readdirSync(data).toSorted() : null;
    const cli = start();
    expect(await cli.exit()).toBe(1);
    expect(cli.stderr()).toMatch(/^dragoman: [^\n]+\n$/);
    expect(cli.stderr()).toMatch(line);
    expect(cli.stdout()).toBe('');
    // Nothing is made in the place of what is missing.
    if (before !== null) expect(readdirSync(data).toSorted()).toEqual(expect.arrayContaining(before));
    expect(existsSync(file('root.key'))).toBe(before?.includes('root.key') ?? false);
  });

  it('and with log.level debug with the error whole', async () => {
    writeFileSync(file('dragoman.db'), 'garbage'.repeat(2_000));
    const cli = start('--log-level', 'debug');
    expect(await cli.exit()).toBe(1);
    expect(cli.stderr()).toMatch(/SqliteError: file is not a database\n +at /);
  });
});

describe('a state that is not the one of before is told of', () => {
  it('where the database is gone and root.key is there', async () => {
    rmSync(file('dragoman.db'));
    const cli = start();
    const url = await startedUrl(cli);
    expect(await cli.stderrWith(/\n/)).toMatch(
      /^"\.dragoman\/dragoman\.db" is missing beside a root\.key of an earlier start: [^\n]+\n$/,
    );
    expect(await esbCall(url, 'create_credential', KEPT)).toMatchObject({ result: true });
  });

  it('where a first run was cut off and its log is damaged', async () => {
    rmSync(data, { recursive: true });
    const first = start();
    await esbCall(await startedUrl(first), 'create_credential', KEPT);
    first.child.kill('SIGKILL');
    await first.exit();
    // Until it is closed, all that was written is in the log.
    writeFileSync(file('dragoman.db-wal'), readFileSync(file('dragoman.db-wal')).fill(0, 0, 64));
    const cli = start();
    await startedUrl(cli);
    expect(await cli.stderrWith(/\n/)).toMatch(
      /^"\.dragoman\/dragoman\.db" holds nothing beside a root\.key of an earlier start: [^\n]+\n$/,
    );
  });

  it('and not where all is as it was, nor at a first start', async () => {
    const again = start();
    await startedUrl(again);
    const first = start('--data-dir', 'another');
    await startedUrl(first);
    expect([again.stderr(), first.stderr()]).toEqual(['', '']);
    expect(readFileSync(join(scratch.path, 'another', '.gitignore'), 'utf8')).toBe('*\n');
  });
});

describe('a root.key that others could read', () => {
  it.each([0o644, 0o640, 0o666])('is kept from them: mode %o', async (mode) => {
    chmodSync(file('root.key'), mode);
    const cli = start();
    await startedUrl(cli);
    expect(await cli.stderrWith(/\n/)).toBe(
      `"${join('.dragoman', 'root.key')}" has the mode ${mode.toString(8)}, ` +
        'which lets others have the key: it is 600 now\n',
    );
    expect(statSync(file('root.key')).mode & 0o777).toBe(0o600);
  });

  // Only root can make a file that is another's.
  (isRoot() ? it : it.skip)("is rejected where it is another's", async () => {
    chmodSync(file('root.key'), 0o644);
    chownSync(file('root.key'), 0, 0);
    const cli = start();
    expect(await cli.exit()).toBe(1);
    expect(cli.stderr()).toMatch(
      /^dragoman: "\S+root\.key" has the mode 644, .+ it cannot be changed: make it 600, [^\n]+\n$/,
    );
  });
});

describe('a database that breaks while it is in use', () => {
  it("answers with each cloud's internal error, and tells in a line each", async () => {
    const cli = start();
    const url = await startedUrl(cli);
    damagePages();
    await expect(huaweiClient(url).call('GET', 'secrets')).rejects.toMatchObject({ httpStatusCode: 500 });
    const aliyun = openApiCaller(new URL(url).host)('ListSecrets', {});
    await expect(aliyun).rejects.toMatchObject({ code: 'InternalFailure' });
    const bk = await esbCall(url, 'create_credential', { ...KEPT, name: 'another' });
    expect(bk).toMatchObject({ result: false, code: 1240002 });
    const lines = (await cli.stderrWith(/bk create_credential.*\n/)).trimEnd().split('\n');
    for (const request of ['huawei ListSecrets', 'aliyun ListSecrets', 'bk create_credential'])
      expect(lines.filter((line) => line.includes(request))).toEqual([
        expect.stringMatching(/^internal error in .+ \[[\w-]+\]: "\S+dragoman\.db" is damaged /),
      ]);
    for (const line of lines) expect(line).toMatch(/^internal error in .+ is damaged \(SQLITE_CORRUPT\w*\): restore/);
  });
});
