/**
 * Writes the pages of `docs/` and `docs/zh/` that stand in the sources: operations, settings and control calls, the
 * picture of the layers, and the names of operations that the test helper knows. A text without Chinese stands there in
 * English with a mark; it is named, and that is all. With `--check`, as CI runs it, nothing is written, and a page that
 * is not what the sources say now, a text without Chinese or a translation that no page has is an error.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { loadCatalogue } from '@dragoman/facts';

import { configurationPage } from './docs/configuration.ts';
import { controlPage } from './docs/control.ts';
import { DIALECT_HEADERS, withDialectFacts } from './docs/dialect-headers.ts';
import { withDurability } from './docs/durability.ts';
import { FACTS_OF_DOORS, fidelityDoorPage } from './docs/fidelity-door.ts';
import { fidelityPage } from './docs/fidelity.ts';
import { type Language, LANGUAGES } from './docs/languages.ts';
import { withLayers } from './docs/layers.ts';
import { REHEARSED_PAGES } from './docs/rehearsed-sdks.ts';
import { terminalSvg } from './docs/terminal-svg.ts';
import { operationNames, operationsPage } from './docs/operations.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

const PAGES: Readonly<Record<string, (language: Language) => string | Promise<string>>> = {
  'operations.md': operationsPage,
  'configuration.md': configurationPage,
  'control/api.md': controlPage,
  'fidelity.md': fidelityPage,
  ...Object.fromEntries(Object.keys(FACTS_OF_DOORS).map((door) => [`fidelity/${door}.md`, fidelityDoorPage(door)])),
};

const CHECK = process.argv.includes('--check');

const stale: string[] = [];
for (const language of LANGUAGES) {
  for (const [name, page] of Object.entries(PAGES)) report(join('docs', language.folder, name), await page(language));
  for (const [name, written] of Object.entries(REHEARSED_PAGES)) {
    const path = join('docs', language.folder, name);
    report(path, written(textOf(path), language));
  }
  const durability = join('docs', language.folder, 'durability.md');
  report(durability, withDurability(textOf(durability), language));
}
for (const [path, door] of Object.entries(DIALECT_HEADERS))
  report(path, withDialectFacts(textOf(path), door, await loadCatalogue()));
report('packages/testing/src/operation-names.ts', await operationNames());
report('docs/terminal.svg', terminalSvg(textOf('packages/gateway/test/terminal/readme.ansi'), 'What commands print'));
report('docs/architecture.md', withLayers(textOf('docs/architecture.md')));

const problems = [
  ...stale.map((path) => `${path} is not what the sources say: run \`npm run docs\``),
  ...LANGUAGES.flatMap(({ untranslated }) => [...untranslated].map((text) => `no Chinese for: ${text}`)),
  ...LANGUAGES.flatMap(({ unused }) => unused().map((text) => `Chinese for a text that no page has: ${text}`)),
];
if (problems.length > 0) {
  process.stderr.write(
    `${problems.join('\n')}\nChinese is in packages/cli/scripts/docs/chinese-*.ts, by the English text.\n`,
  );
  if (CHECK) process.exitCode = 1;
}

function report(path: string, text: string): void {
  if (!CHECK) writeFileSync(join(ROOT, path), text);
  else if (textOf(path) !== text) stale.push(path);
}

function textOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}
