import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PAGE = 1_000;

interface Entry {
  readonly door: string | null;
  readonly operation: string | null;
  readonly status: number;
  readonly code: string | null;
  readonly injected: boolean;
}

interface Page {
  readonly entries: readonly Entry[];
  readonly last: number;
  readonly more: boolean;
}

/**
 * Keeps, for each test of the file that calls it, which operations of which doors it called and what they answered, as
 * the journal of its gateway tells it, and whether it passed: `npm run facts` holds the witnesses of facts to it. No
 * value is kept.
 * @param suite the folder below `conformance/`; file from the root of the repository
 * @param urlOf where the gateway is that the tests call
 */
export function keepExercised(suite: string, file: string, urlOf: () => string): void {
  const tests: Record<string, string[]> = {};
  const results: Record<string, string> = {};
  let seen = 0;
  afterEach(async (context) => {
    if (!('passed' in context)) return;
    results[context.name] = context.passed ? 'passed' : 'failed';
    const [entries, last] = await entriesAfter(urlOf(), seen);
    seen = last;
    tests[context.name] = [...new Set(entries.flatMap(lineOf))].sort();
  });
  after(() => {
    const directory = process.env['EXERCISED_DIRECTORY'] ?? join(ROOT, '.cache', 'exercised', suite);
    const path = join(directory, file.replaceAll('/', '~'));
    mkdirSync(directory, { recursive: true });
    writeFileSync(`${path}.json`, JSON.stringify({ file, tests }));
    writeFileSync(`${path}.results.json`, JSON.stringify({ file, results }));
  });
}

async function entriesAfter(url: string, after: number): Promise<readonly [Entry[], number]> {
  const entries: Entry[] = [];
  let last = after;
  for (;;) {
    const answer = await fetch(`${url}/_dragoman/journal?limit=${PAGE}&after=${last}`);
    if (!answer.ok) throw new Error(`the journal answered ${answer.status}`);
    const page = (await answer.json()) as Page;
    entries.push(...page.entries);
    last = page.last;
    if (!page.more) return [entries, last];
  }
}

/** Door, operation, status, code and field, with `-` for what there is not; an injected error is marked. */
function lineOf({ door, operation, status, code, injected }: Entry): string[] {
  if (door === null) return [];
  return [`${door} ${operation ?? '-'} ${status} ${code === null ? '-' : `${code}${injected ? '(injected)' : ''}`} -`];
}
