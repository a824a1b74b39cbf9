import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';

import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { pack } from 'tar-stream';
import { ZipFile } from 'yazl';

import { emptyOutcome, searchBytes, searchFolder, type UnpackingLimits } from '../../src/leaks/search-files.ts';
import { ValueSearch } from '../../src/leaks/value-search.ts';

const VALUE = 'a-long-password';
const TEXT = Buffer.from(`first line\npassword: ${VALUE}\n`);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dragoman-test-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function tarOf(files: Readonly<Record<string, Buffer>>): Promise<Buffer> {
  const tar = pack();
  for (const [name, bytes] of Object.entries(files)) tar.entry({ name }, bytes);
  tar.finalize();
  return buffer(tar);
}

async function zipOf(files: Readonly<Record<string, Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, bytes] of Object.entries(files)) zip.addBuffer(bytes, name);
  zip.end();
  const chunks: Buffer[] = [];
  zip.outputStream.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(zip.outputStream, 'end');
  return Buffer.concat(chunks);
}

const searching = (limits?: UnpackingLimits) => {
  const search = new ValueSearch([{ name: 'app/db', value: VALUE }]);
  return { search, outcome: emptyOutcome(), ...(limits === undefined ? {} : { limits }) };
};

/** Searches the folder; where values were found, and what could not be searched. */
async function search(limits?: UnpackingLimits) {
  const files = searching(limits);
  await searchFolder(files, folder, 0);
  const { findings, unsearched } = files.outcome;
  const name = (location: string): string => relative(folder, location);
  return {
    found: findings.map(({ location, line }) => `${name(location)}:${line}`),
    unsearched: unsearched.map(({ location, reason }) => `${name(location)} ${reason}`),
  };
}

const write = (name: string, bytes: Buffer): void => {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), bytes);
};

it('finds a value in files of any depth', async () => {
  write('logs/2026/app.log', TEXT);
  write('other.log', Buffer.from('nothing\n'));
  expect(await search()).toEqual({ found: ['logs/2026/app.log:2'], unsearched: [] });
});

it('finds a value in archives, and archives within archives', async () => {
  const gzip = gzipSync(TEXT);
  write('a.log.gz', gzip);
  write('b.tar', await tarOf({ 'x.txt': Buffer.from('x'), 'in/app.log': TEXT }));
  write('c.zip', await zipOf({ 'app.log': TEXT, 'again.gz': gzip }));
  write('d.tgz', gzipSync(await tarOf({ 'app.log.gz': gzip })));
  const { found, unsearched } = await search();
  expect(unsearched).toEqual([]);
  expect(found).toEqual([
    'a.log.gz (unpacked):2',
    // A tar holds its files as they are.
    'b.tar:2',
    'b.tar › in/app.log:2',
    'c.zip › app.log:2',
    'c.zip › again.gz (unpacked):2',
    'd.tgz (unpacked) › app.log.gz (unpacked):2',
  ]);
});

it('leaves out files that did not change since, by a time that no archive sets', async () => {
  write('old.log', TEXT);
  const files = searching();
  await searchFolder(files, folder, Date.now() + 60_000);
  expect(files.outcome.findings).toEqual([]);
  utimesSync(join(folder, 'old.log'), new Date(0), new Date(0));
  await searchFolder(files, folder, Date.now() - 60_000);
  expect(files.outcome.findings).toHaveLength(1);
});

it('follows no symbolic link', async () => {
  symlinkSync('/', join(folder, 'root'));
  expect(await search()).toEqual({ found: [], unsearched: [] });
});

it('names an archive that is damaged, and finds what it can', async () => {
  write('cut.gz', gzipSync(Buffer.concat([TEXT, Buffer.alloc(100_000, 'x')])).subarray(0, 80));
  write('cut.zip', (await zipOf({ 'app.log': TEXT })).subarray(0, -30));
  const { unsearched } = await search();
  expect(unsearched).toEqual([
    expect.stringMatching(/^cut\.gz unexpected end of file$/),
    expect.stringMatching(/^cut\.zip .*central directory/i),
  ]);
});

it('stops unpacking what holds more than a limit', async () => {
  write('bomb.gz', gzipSync(Buffer.alloc(1_000_000)));
  write('app.log', TEXT);
  const limits = { heldBytes: 1_000, unpackedBytes: 100_000, depth: 4 };
  expect(await search(limits)).toEqual({
    found: ['app.log:2'],
    unsearched: ['bomb.gz holds more than 100000 bytes unpacked'],
  });
});

it('names an archive that is too deep, or too long to be held', async () => {
  const gzip = gzipSync(gzipSync(gzipSync(TEXT)));
  write('deep.gz', gzip);
  const unpacked = 'deep.gz (unpacked)';
  expect((await search({ heldBytes: 1_000, unpackedBytes: 100_000, depth: 1 })).unsearched).toEqual([
    `${unpacked} is within 1 archives`,
  ]);
  expect((await search({ heldBytes: 10, unpackedBytes: 100_000, depth: 4 })).unsearched).toEqual([
    `${unpacked} is an archive of over 10 bytes within another`,
  ]);
});

it('searches what is in memory as well', async () => {
  const files = searching();
  await searchBytes(files, gzipSync(TEXT), 'request 1');
  expect(files.outcome.findings).toEqual([
    { location: 'request 1 (unpacked)', name: 'app/db', encoding: 'plain', offset: 21, line: 2 },
  ]);
});
