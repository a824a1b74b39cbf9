import { DomainError } from '../errors.ts';
import type { CustomerKey } from '../model/key.ts';
import type { VaultId } from '../model/vault.ts';
import type { KeyStore } from '../ports/key-store.ts';
import type { Services } from '../services.ts';
import { loadKey } from './load-key.ts';

const PAGE = 100;
/** How many versions are remembered with their keys; the oldest is forgotten first. */
const MAX_REMEMBERED = 10_000;

/** Which key a version is of never changes, so it is looked for once. */
const KEY_IDS = new WeakMap<KeyStore, Map<string, string>>();

/**
 * The key that a version is of, by the version's id alone: for ciphertexts that name nothing else.
 * @throws DomainError `key-version-not-found`, `key-not-found`
 */
export async function loadKeyOfVersion(
  services: Pick<Services, 'keys' | 'clock'>,
  vault: VaultId,
  versionId: string,
): Promise<CustomerKey> {
  const remembered = rememberedIn(services.keys);
  const versionKey = `${vault} ${versionId}`;
  const id = remembered.get(versionKey) ?? (await findKeyId(services.keys, vault, versionId));
  if (id === null) throw new DomainError('key-version-not-found', versionId);
  const key = await loadKey(services, { vault, id });
  if (!hasVersion(key, versionId)) throw new DomainError('key-version-not-found', versionId);
  remember(remembered, versionKey, id);
  return key;
}

async function findKeyId(keys: KeyStore, vault: VaultId, versionId: string): Promise<string | null> {
  for (let offset = 0; ; offset += PAGE) {
    const page = await keys.list(vault, { offset, limit: PAGE });
    const found = page.find((key) => hasVersion(key, versionId));
    if (found !== undefined) return found.id;
    if (page.length < PAGE) return null;
  }
}

function hasVersion({ versions }: CustomerKey, versionId: string): boolean {
  return versions.some(({ id }) => id === versionId);
}

function rememberedIn(keys: KeyStore): Map<string, string> {
  let remembered = KEY_IDS.get(keys);
  if (remembered === undefined) KEY_IDS.set(keys, (remembered = new Map<string, string>()));
  return remembered;
}

function remember(remembered: Map<string, string>, versionKey: string, id: string): void {
  const [oldest] = remembered.keys();
  if (remembered.size >= MAX_REMEMBERED && oldest !== undefined && !remembered.has(versionKey))
    remembered.delete(oldest);
  remembered.set(versionKey, id);
}
