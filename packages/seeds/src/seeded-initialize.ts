import { configuredBindings, ensureDevelopmentIdentity } from '@dragoman/environment';

import { type Applied, applySeeds } from './apply.ts';
import { asConfigError, seedsOf } from './read-seeds.ts';
import type { Initialize, InitialSettings } from './settings.ts';

/** How many entries are listed one by one. */
const MAX_LISTED = 20;

/**
 * The development identity, and the seeds of the settings. An entry is made once: what clients make of it, its deletion
 * too, stays.
 * @param tell takes a line for the operator
 * @throws ConfigError where the seeds do not fit; so does what it answers
 */
export async function seededInitialize(settings: InitialSettings, tell: (line: string) => void): Promise<Initialize> {
  const sources = await seedsOf(settings);
  const configured = configuredBindings(settings);
  return async ({ state, openMemoryStore, ...services }) => {
    const applied = await applySeeds(
      { services, state, openMemoryStore, configured, first: ensureDevelopmentIdentity },
      sources,
      'once',
    ).catch((error: unknown) => {
      throw asConfigError(error);
    });
    for (const line of linesOf(applied)) tell(line);
  };
}

function linesOf({ skipped, warnings }: Applied): string[] {
  const listed = skipped
    .slice(0, MAX_LISTED)
    .map(
      ({ step: { source, path }, why }) =>
        `${source.locationOf(path)}${path.join('.')} ` +
        `${why === 'there' ? 'is there already' : 'was applied with other content'}: left as it is`,
    );
  const more = skipped.length > MAX_LISTED ? [`${skipped.length - MAX_LISTED} more seeds are left as they are`] : [];
  return [...warnings, ...listed, ...more];
}
