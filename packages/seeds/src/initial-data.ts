import { ensureDevelopmentIdentity } from '@dragoman/environment';

import type { Initialize, InitialSettings } from './settings.ts';

/**
 * What the gateway's own environment begins with. Most gateways have no seeds, and need not wait for what makes them.
 * @param tell takes a line for the operator
 * @throws ConfigError where the seeds do not fit; so does what it answers
 */
export async function initialData(settings: InitialSettings, tell: (line: string) => void): Promise<Initialize> {
  if (settings.seed_data === undefined && settings.seed_file === undefined) return ensureDevelopmentIdentity;
  const { seededInitialize } = await import('./seeded-initialize.ts');
  return seededInitialize(settings, tell);
}
