import { writeFileSync } from 'node:fs';

import type { Estate } from '../../packages/migrate/test/support/estate.ts';

/** Writes an estate as a manifest, with its values in it. */
export async function writeManifest(path: string, { inventory, values }: Estate): Promise<void> {
  const secrets = await Promise.all(
    inventory.secrets.map(async ({ name, description, tags, versions }) => ({
      name,
      ...(description === null ? {} : { description }),
      tags,
      versions: await Promise.all(
        versions.map(async ({ id, createdAt, labels }) => {
          const value = await values.valueOf({ name, id: null, version: id });
          const content = value?.type === 'binary' ? { binary: value.data } : { value: value?.data ?? '' };
          return { id, created_at: new Date(createdAt ?? 0).toISOString(), labels, ...content };
        }),
      ),
    })),
  );
  writeFileSync(path, JSON.stringify({ format: 'dragoman-migration/1', from: inventory.dialect, secrets }));
}
