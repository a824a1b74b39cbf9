import { hash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

import type { DiskModel, Survivors } from './disk-model.ts';
import type { TracedEvent } from './recorded-calls.ts';
import { isLong } from './runs.ts';
import { numbers } from './turn-bits.ts';

const CHANCES = isLong ? 30 : 2;
const PREFIXES = isLong ? 1_000 : 3;

/** What a power cut may leave, of this many changes. */
function* survivorsOf(unsynced: number, seed: number): Generator<Survivors> {
  const keepsPage = (): boolean => true;
  yield { keeps: () => false, keepsPage };
  if (unsynced === 0) return;
  yield { keeps: () => true, keepsPage };
  yield { keeps: ({ isName }) => isName, keepsPage };
  yield { keeps: ({ isName }) => !isName, keepsPage };
  const step = Math.max(1, Math.ceil(unsynced / PREFIXES));
  for (let kept = step; kept < unsynced; kept += step) yield { keeps: ({ n }) => n < kept, keepsPage };
  for (let chance = 0; chance < CHANCES; chance += 1) {
    const random = numbers(seed * 1_000 + chance);
    yield { keeps: () => random() < 0.7, keepsPage: () => random() < 0.7 };
  }
}

/**
 * Looks at every directory that a power cut could leave, once each: before each sync and after each answer.
 * @param root what stood for the directory in the calls
 * @param target where it is written
 * @returns how many there are
 */
export async function cutEverywhereIn(
  calls: readonly TracedEvent[],
  { root, target, disk }: { readonly root: string; readonly target: string; readonly disk: DiskModel },
  look: (answered: readonly string[], at: number) => Promise<void>,
): Promise<number> {
  const answered: string[] = [];
  const seen = new Set<string>();
  for (const [at, call] of calls.entries()) {
    if (call.kind === 'answered') answered.push(call.line);
    else if (call.kind !== 'sync') disk.apply(call);
    if (call.kind === 'answered' || call.kind === 'sync')
      for (const survivors of survivorsOf(disk.unsynced, at)) {
        rmSync(target, { recursive: true, force: true });
        mkdirSync(target);
        disk.writeTo(target, root, survivors);
        const content = `${answered.length} ${contentHash(target)}`;
        if (seen.has(content)) continue;
        seen.add(content);
        await look(answered, at);
      }
    if (call.kind === 'sync') disk.apply(call);
  }
  return seen.size;
}

function contentHash(directory: string): string {
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' }).toSorted();
  const files = names.map((name) => {
    const path = join(directory, name);
    return [name, statSync(path).isFile() ? hash('sha256', readFileSync(path)) : ''];
  });
  return hash('sha256', JSON.stringify(files));
}
