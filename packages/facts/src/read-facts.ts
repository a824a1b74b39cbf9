import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { factsOfFile } from './expand.ts';
import type { Fact } from './fact.ts';
import { FactsFile, SourcesFile, parseFile } from './facts-file.ts';

const SOURCES = 'sources.yaml';

/**
 * Every fact of a folder that has one folder a door, with its `sources.yaml` and its files of facts at any depth.
 * @throws Error for a file that is not in its form, and for an id that two facts have
 */
export async function readFacts(folder: string): Promise<readonly Fact[]> {
  const doors = await readdir(folder, { withFileTypes: true });
  const facts = await Promise.all(
    doors.filter((entry) => entry.isDirectory()).map(({ name }) => readDoor(join(folder, name))),
  );
  const all = facts.flat();
  const ids = new Set<string>();
  for (const { id } of all) {
    if (ids.has(id)) throw new Error(`two facts have the id ${id}`);
    ids.add(id);
  }
  return all;
}

async function readDoor(folder: string): Promise<readonly Fact[]> {
  const sources = parseFile(SourcesFile, await readFile(join(folder, SOURCES), 'utf8'), join(folder, SOURCES));
  const names = (await readdir(folder, { recursive: true })).filter(
    (name) => name.endsWith('.yaml') && name !== SOURCES,
  );
  const files = await Promise.all(
    names
      .sort()
      .map(async (name) => parseFile(FactsFile, await readFile(join(folder, name), 'utf8'), join(folder, name))),
  );
  return files.flatMap((file) => factsOfFile(file, sources));
}
