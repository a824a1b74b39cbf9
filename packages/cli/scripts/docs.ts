/**
 * Writes the pages of `docs/` and `docs/zh/` that stand in the sources: operations, settings and control calls.
 * With `--check` it writes nothing and fails when a page is not what the sources say now, or a text has no Chinese.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { configurationPage } from './docs/configuration.ts';
import { controlPage } from './docs/control.ts';
import { type Language, LANGUAGES } from './docs/languages.ts';
import { operationsPage } from './docs/operations.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

const PAGES: Readonly<Record<string, (language: Language) => string | Promise<string>>> = {
  'operations.md': operationsPage,
  'configuration.md': configurationPage,
  'control/api.md': controlPage,
};

const stale: string[] = [];
for (const language of LANGUAGES) {
  for (const [name, page] of Object.entries(PAGES))
    await report(join('docs', language.folder, name), await page(language));
}
const problems = [
  ...stale.map((path) => `${path} is not what the sources say`),
  ...LANGUAGES.flatMap(({ untranslated }) => [...untranslated].map((text) => `no Chinese for: ${text}`)),
  ...LANGUAGES.flatMap(({ unused }) => unused().map((text) => `Chinese for a text that no page has: ${text}`)),
];
if (problems.length > 0) {
  process.stderr.write(`${problems.join('\n')}\nTranslate in packages/cli/scripts/docs/, then run \`npm run docs\`.\n`);
  process.exitCode = 1;
}

async function report(path: string, text: string): Promise<void> {
  const file = join(ROOT, path);
  if (!process.argv.includes('--check')) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) stale.push(path);
}
