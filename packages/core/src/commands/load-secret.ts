import { type Awaitable, andThen } from '../awaitable.ts';
import { DomainError } from '../errors.ts';
import { isGone } from '../model/deletion.ts';
import type { Secret } from '../model/secret.ts';
import type { VaultId } from '../model/vault.ts';
import type { Clock } from '../ports/clock.ts';
import type { Services } from '../services.ts';

/** How a caller names a secret: by name or by id, in a vault. */
export type SecretRef =
  { readonly vault: VaultId; readonly name: string } | { readonly vault: VaultId; readonly id: string };

/**
 * Loads a secret. One whose deletion fell due is gone, even before it is swept.
 * @throws DomainError `secret-not-found`
 */
export function loadSecret(services: Pick<Services, 'secrets' | 'clock'>, ref: SecretRef): Awaitable<Secret> {
  const { secrets, clock } = services;
  const stored = 'name' in ref ? secrets.findByName(ref.vault, ref.name) : secrets.findById(ref.vault, ref.id);
  return andThen(stored, requireThere, ref, clock);
}

function requireThere(secret: Secret | null, ref: SecretRef, clock: Clock): Secret {
  if (secret === null || isGone(secret, clock.now()))
    throw new DomainError('secret-not-found', refText(ref), ref.vault);
  return secret;
}

/** The name or id in the reference, for messages. */
export function refText(ref: SecretRef): string {
  return 'name' in ref ? ref.name : ref.id;
}
