import { locationsOf, readDocument } from '../config/places.ts';
import { ConfigProblem } from '../config/problem.ts';
import type { Settings } from '../config/schema.ts';
import { checkedDocument } from './check-document.ts';
import { SeedProblem, type SeedSource } from './source.ts';

/**
 * The documents that the settings hold or name, those of the settings themselves first. @throws ConfigProblem for the
 * first part that does not fit
 */
export async function seedsOf({ seeds, seed_file: file }: Settings): Promise<SeedSource[]> {
  const sources: SeedSource[] = [];
  if (seeds !== undefined) sources.push(sourceOf(seeds, locationsOf(seeds)));
  if (file !== undefined) {
    const { value, lineOf } = await readDocument('seed_file', file);
    sources.push(sourceOf(value, (path) => `${file}:${lineOf(path)}: `));
  }
  return sources;
}

function sourceOf(given: unknown, locationOf: SeedSource['locationOf']): SeedSource {
  try {
    return { document: checkedDocument(given, locationOf), locationOf };
  } catch (error) {
    throw asConfigProblem(error);
  }
}

/** What a user is told who starts a gateway. */
export function asConfigProblem(error: unknown): unknown {
  return error instanceof SeedProblem ? new ConfigProblem(error.message, { cause: error }) : error;
}
