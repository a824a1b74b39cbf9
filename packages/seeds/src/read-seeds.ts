import { ConfigError, locationsOf, readDocument } from '@dragoman/input';

import { checkDocument } from './check-document.ts';
import type { SeedSettings } from './settings.ts';
import { SeedError, type SeedSource } from './source.ts';

/**
 * The documents that the settings hold or name, those of the settings themselves first. @throws ConfigError for the
 * first part that does not fit
 */
export async function seedsOf({ seed_data, seed_file: file }: SeedSettings): Promise<SeedSource[]> {
  const sources: SeedSource[] = [];
  if (seed_data !== undefined) sources.push(sourceOf(seed_data, locationsOf(seed_data)));
  if (file !== undefined) {
    const { value, lineOf } = await readDocument('seed_file', file);
    sources.push(sourceOf(value, (path) => `${file}:${lineOf(path)}: `));
  }
  return sources;
}

function sourceOf(given: unknown, locationOf: SeedSource['locationOf']): SeedSource {
  try {
    return { document: checkDocument(given, locationOf), locationOf };
  } catch (error) {
    throw asConfigError(error);
  }
}

/** What a user sees who starts a gateway. */
export function asConfigError(error: unknown): unknown {
  return error instanceof SeedError ? new ConfigError(error.message, { cause: error }) : error;
}
