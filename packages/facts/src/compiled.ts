import { fileURLToPath } from 'node:url';

import { type CompiledFacts, compileFacts } from './compile.ts';
import { readFacts } from './read-facts.ts';

/**
 * The catalogue as the sources have it. The bundle has this module's answer in its place, compiled
 * (`packages/gateway/scripts/compiled-facts.mjs`), so that nothing is read or parsed twice.
 */
export async function compiledFacts(): Promise<CompiledFacts> {
  return compileFacts(await readFacts(fileURLToPath(new URL('../../../facts', import.meta.url))));
}
