import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Sealer } from '@dragoman/core';
import { randomIds, systemClock } from '@dragoman/environment';
import { openAuthority } from '@dragoman/server';

import type { Settings } from '../config/schema.ts';

/** The files of an authority in a data directory. */
const FILES = ['ca.key', 'ca.pem'] as const;
const CONTEXT = ['gateway.authority'];

/**
 * Makes the certificate authority in the data directory that of all gateways over the database, in which it is sealed.
 * It is opened when the first https client comes.
 * @param keepOnce keeps a text in the database, which the first gateway makes
 */
export async function shareAuthority(
  { tls, data_dir: dataDir }: Settings,
  sealer: Sealer,
  keepOnce: (name: string, make: () => Promise<string>) => Promise<string>,
): Promise<void> {
  if (!tls.enabled || tls.cert_file !== undefined) return;
  const kept = await keepOnce('authority', async () => {
    await openAuthority({ tls, dataDir, clock: systemClock, ids: randomIds });
    return sealer.sealText(CONTEXT, JSON.stringify(FILES.map((file) => readFileSync(join(dataDir, file), 'utf8'))));
  });
  const texts = JSON.parse(sealer.openText(CONTEXT, kept)) as readonly string[];
  for (const [at, file] of FILES.entries()) writeFileSync(join(dataDir, file), texts[at] ?? '', { mode: 0o600 });
}
