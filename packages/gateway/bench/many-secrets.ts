import type { SecretImage, StateImage, StateRecord } from '@dragoman/core';

import { loadSettings } from '../src/index.ts';
import { openState } from '../src/state/open-state.ts';
import { huaweiClient } from '../test/support/huawei.ts';
import { SECRET } from './recorded.ts';
import { startGatewayProcess } from './servers.ts';

/** The name of the n-th secret. */
export function nameOf(n: number): string {
  return `secret-${n.toString().padStart(9, '0')}`;
}

/** Fills a new data directory with so many secrets of one value each, in the vault of the doors. */
export async function fillDataDirectory(dataDir: string, count: number): Promise<void> {
  const gateway = await startGatewayProcess(dataDir);
  await huaweiClient(gateway.url).call('POST', 'secrets', { name: nameOf(0), secret_string: SECRET.value });
  await gateway.stop();
  const state = await openState(
    await loadSettings({ flags: { 'data-dir': dataDir }, env: {}, file: null }),
    undefined,
    () => undefined,
  );
  try {
    const image = await state.store.state.dump();
    const [sample] = image.secrets;
    const key = image.keys.find(({ id }) => id === sample?.secret.versions[0]?.keyId);
    if (sample === undefined || key === undefined) throw new Error('there is no secret to go by');
    const like = (n: number): SecretImage =>
      copyOf(sample, n, (context) => state.sealer.sealValue(key, context, SECRET.value));
    await state.store.state.replace({ [Symbol.iterator]: () => recordsWith(image, count, like) });
  } finally {
    await state.close();
  }
}

type ValueContext = { readonly vault: string; readonly secretId: string; readonly versionId: string };

function copyOf({ secret, values }: SecretImage, n: number, seal: (context: ValueContext) => Uint8Array): SecretImage {
  const id = `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
  return {
    secret: { ...secret, id, name: nameOf(n) },
    values: values.map(({ versionId }) => ({
      versionId,
      bytes: seal({ vault: secret.vault, secretId: id, versionId }),
    })),
  };
}

function* recordsWith(image: StateImage, count: number, like: (n: number) => SecretImage): Generator<StateRecord> {
  for (const key of image.keys) yield { key };
  for (const alias of image.aliases) yield { alias };
  for (let n = 0; n < count; n += 1) yield like(n);
  yield* image.identities;
  for (const resource of image.resources) yield { resource };
}
