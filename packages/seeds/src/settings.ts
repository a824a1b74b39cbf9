import type { EnvironmentParts, EnvironmentSettings } from '@dragoman/environment';
import { type Static, type TObject, Type } from '@sinclair/typebox';

/** The settings of what a gateway begins with. */
export const seedSettings = {
  seed_data: Type.Optional(
    Type.Record(Type.String(), Type.Unknown(), {
      writeOnly: true,
      description: 'identities, vaults, keys, secrets and credentials that are made once, as docs/seeding.md has them',
    }),
  ),
  seed_file: Type.Optional(Type.String({ minLength: 1, description: 'YAML or JSON file with more seeds' })),
};

export type SeedSettings = Static<TObject<typeof seedSettings>>;

/** What the beginning of a gateway goes by. */
export type InitialSettings = SeedSettings & Pick<EnvironmentSettings, 'vaults'>;

/** Makes what an environment begins with. */
export type Initialize = EnvironmentParts['initialize'];
