import type { Settings } from '../config/schema.ts';
import { ensureDevelopmentIdentity } from '../development.ts';
import type { EnvironmentParts } from '../world/world.ts';

/**
 * What the gateway's own world begins with. Most gateways have no seeds, and need not wait for what makes them.
 * @param tell takes a line for the operator
 * @throws ConfigError where the seeds do not fit; so does what it answers
 */
export async function initialData(
  settings: Settings,
  tell: (line: string) => void,
): Promise<EnvironmentParts['initialize']> {
  if (settings.seed_data === undefined && settings.seed_file === undefined) return ensureDevelopmentIdentity;
  const { seededInitialize } = await import('./seeded-fill.ts');
  return seededInitialize(settings, tell);
}
