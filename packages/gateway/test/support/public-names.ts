import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));

/** What users write or read by its name. */
export interface PublicNames {
  readonly settings: readonly string[];
  /** Operations of the clouds that are served. */
  readonly operations: readonly string[];
  /** Each control call, and each shape of several, with its fields at the top and below. */
  readonly control: Readonly<Record<string, readonly string[]>>;
}

/** The names in the generated pages, which `npm run docs` holds to the code. @param read the text of a page */
export function publicNames(read = (page: string): string => readFileSync(join(ROOT, page), 'utf8')): PublicNames {
  const inPage = (page: string, pattern: RegExp): string[] =>
    [...read(page).matchAll(pattern)].map(([, name = '']) => name).sort();
  return {
    settings: inPage('docs/configuration.md', /^### `([^`]+)`$/gm),
    operations: inPage('docs/operations.md', /^\| ([\w:]+) \| ✓/gm),
    control: Object.fromEntries(
      read('docs/control/api.md')
        .split(/^### /m)
        .slice(1)
        .map((section) => [/^\S+/.exec(section)?.[0] ?? '', fieldsIn(section)]),
    ),
  };
}

function fieldsIn(section: string): string[] {
  return [...new Set([...section.matchAll(/^\| `([^`]+)` \|/gm)].map(([, field = '']) => field))].sort();
}
