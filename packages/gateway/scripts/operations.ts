/**
 * Writes `docs/operations.md`: every operation of every door, whether it is served, and which official clients' suites call it.
 * With `--check` it writes nothing and fails when the page is not what the tables and suites say now.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Services } from '@dragoman/core';
import { NO_INTERCEPTION } from '@dragoman/protocol-kit';
import type { Door } from '@dragoman/protocol-kit';

import { loadSettings } from '../src/config/load.ts';
import { buildDoors } from '../src/doors.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PAGE = join(ROOT, 'docs', 'operations.md');

/** Where each language's calls of official clients stand. */
const SUITES = {
  Python: suiteText('conformance/python', /^(test_|.*_calls).*\.py$/),
  Go: suiteText('conformance/go', /(?<!unserved)_test\.go$/),
  Node: suiteText('packages/gateway/test/sdk', /\.test\.ts$/) + suiteText('packages/gateway/test/support', /\.ts$/),
};

const TITLES: Record<string, string> = { huawei: 'Huawei Cloud', aliyun: 'Alibaba Cloud', bk: 'BlueKing' };

const page = await pageOfNow();
if (!process.argv.includes('--check')) writeFileSync(PAGE, page);
else if (readFileSync(PAGE, 'utf8') !== page) {
  process.stderr.write('docs/operations.md is not what the tables say: run `npm run operations`\n');
  process.exitCode = 1;
}

async function pageOfNow(): Promise<string> {
  // Building doors touches no service; only serving does.
  const doors = buildDoors({ settings: await loadSettings({ flags: { 'doors-bk-web-console': 'true' }, env: {}, file: null }), bindings: new Map(), services: {} as Services, interceptor: NO_INTERCEPTION, observe: () => undefined });
  return [
    '# Operations',
    '',
    'Generated from the doors\' tables by `npm run operations`; CI fails when it is stale. A tick says that a suite of official clients in',
    'that language calls the operation; every served operation also has tests of its own beside its adapter. What is not served is refused as',
    'its vendor refuses an unsupported operation.',
    '',
    ...doors.flatMap(sectionOf),
  ].join('\n');
}

function sectionOf(door: Door): string[] {
  const rows = [...door.operations.map((name) => [name, true] as const), ...door.notImplemented.map((name) => [name, false] as const)];
  const languages = Object.keys(SUITES);
  return [
    `## ${TITLES[door.name] ?? door.name}: ${door.operations.length} served, ${door.notImplemented.length} refused by name`,
    '',
    `| operation | served | ${languages.join(' | ')} |`,
    `|---|---|${languages.map(() => '---|').join('')}`,
    ...rows.map(([name, served]) => `| ${name} | ${tick(served)} | ${Object.values(SUITES).map((text) => tick(served && calls(text, name))).join(' | ')} |`),
    '',
  ];
}

/** Whether a suite names the operation, in the vendor's spelling or as Python and TypeScript write it. */
function calls(text: string, name: string): boolean {
  const bare = name.replace(/^.*:/, '');
  const spellings = /^[A-Z]/.test(bare) ? [bare, bare.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toLowerCase(), bare.charAt(0).toLowerCase() + bare.slice(1)] : [bare];
  return new RegExp(`(?<![A-Za-z])(${spellings.join('|')})(?![a-z])`).test(text);
}

function tick(yes: boolean): string {
  return yes ? '✓' : '';
}

function suiteText(folder: string, files: RegExp): string {
  const path = join(ROOT, folder);
  return readdirSync(path).filter((file) => files.test(file)).sort().map((file) => readFileSync(join(path, file), 'utf8')).join('\n');
}
