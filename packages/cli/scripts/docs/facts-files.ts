import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FACTS = fileURLToPath(new URL('../../../../facts', import.meta.url));

const files = new Map<string, string>();
for (const name of readdirSync(FACTS, { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.yaml') || name.endsWith('sources.yaml')) continue;
  const [, door = ''] = /^door: (\S+)$/m.exec(readFileSync(join(FACTS, name), 'utf8')) ?? [];
  const [, operation = ''] = /^operation: '?([^'\n]+)'?$/m.exec(readFileSync(join(FACTS, name), 'utf8')) ?? [];
  files.set(`${door}/${operation}`, `facts/${name}`);
}

/** The file with the facts of an operation, from the root of the repository; `null` where there is none. */
export function factsFileOf(door: string, operation: string): string | null {
  return files.get(`${door}/${operation}`) ?? null;
}
