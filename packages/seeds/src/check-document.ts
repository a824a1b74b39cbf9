import { misfitOf } from '@dragoman/input';

import { type SeedDocument, seedSchema } from './schema.ts';
import { SeedError, type SeedSource } from './source.ts';

/**
 * The document, if it fits the schema. @throws SeedError that names the first part that does not, and never shows
 * what stands there
 */
export function checkDocument(given: unknown, locationOf: SeedSource['locationOf']): SeedDocument {
  const misfit = misfitOf(seedSchema, given);
  if (misfit === null) return given as SeedDocument;
  const { location, path, problem, remedy } = misfit;
  throw new SeedError({ locationOf: () => locationOf(location) }, path, `${problem.en}: ${remedy.en}`);
}
