import { type AttributeChange, withAttributes } from '../model/attributes.ts';
import { CURRENT } from '../model/labels.ts';
import {
  type Credential,
  type CredentialSlots,
  type CredentialType,
  SLOTS_OF,
  credentialFromText,
  credentialToText,
} from '../model/credential.ts';
import {
  type Secret,
  rejectManaged,
  rejectNotEnabled,
  rejectPendingDeletion,
  rejectUnchecked,
} from '../model/secret.ts';
import { selectVersion } from '../model/versioning.ts';
import type { VersioningPolicy } from '../model/versioning-policy.ts';
import type { SecretServices } from '../services.ts';
import { type ChangeTarget, type Decided, changeSecret } from './change-secret.ts';
import { STALE } from './retry-on-conflict.ts';
import { decidePut } from './put-version.ts';
import { openVersion } from './read-value.ts';

/** What becomes of one slot: a new text, nothing, or what its place held before. */
export type SlotChange = { readonly set: string | null } | 'keep';

/** A new version of a credential together with its name and description; what is absent stays. */
export interface UpdateCredential extends ChangeTarget {
  readonly name?: string;
  readonly description?: string | null;
  readonly type?: CredentialType;
  readonly attributes?: AttributeChange;
  /**
   * By slot; those that the type does not use are not looked at. A slot marked `keep` takes the old value at the same
   * place, whatever the old type called it; an absent one takes what was held under its own name.
   */
  readonly slots: { readonly [Slot in keyof CredentialSlots]: SlotChange };
  readonly policy: VersioningPolicy;
  /** Whether the name may not differ from another secret's by case alone. */
  readonly caselessName: boolean;
}

/**
 * Replaces a credential in one commit: its value becomes a new version that carries CURRENT.
 * @throws DomainError `secret-not-found`, `secret-pending-deletion`, `secret-not-enabled`, `secret-managed`,
 * `secret-exists`, `key-not-found`, `key-disabled`, `key-pending-deletion`, `version-quota-exceeded`
 */
export async function updateCredential(services: SecretServices, request: UpdateCredential): Promise<Secret> {
  return changeSecret(services, request, async (secret, now): Promise<Decided | typeof STALE> => {
    rejectPendingDeletion(secret);
    rejectNotEnabled(secret);
    rejectManaged(secret);
    rejectUnchecked(secret);
    const held = await openVersion(services, secret, selectVersion(secret, { label: CURRENT }));
    if (held === null) return STALE;
    const merged = merge(credentialFromText(held.data), request);
    const value = { type: 'text', data: credentialToText(merged) } as const;
    const put = { value, versionId: null, labels: null, expiresAt: null, policy: request.policy };
    const decided = await decidePut(services, secret, put, now);
    const { name = secret.name, description = secret.description } = request;
    const attributes = withAttributes(secret.attributes, request.attributes);
    return {
      ...decided,
      secret: { ...decided.secret, name, description, attributes },
      caselessName: request.caselessName,
    };
  });
}

function merge(before: Credential, request: UpdateCredential): Credential {
  const old = SLOTS_OF[before.type].map((slot) => before.slots[slot]);
  const type = request.type ?? before.type;
  const slots = SLOTS_OF[type].map((slot, index) => {
    const change = request.slots[slot] ?? { set: before.slots[slot] ?? null };
    // A single-slot type holds its one value at the first place.
    return [slot, change === 'keep' ? old[index] : change.set] as const;
  });
  return { type, slots: Object.fromEntries(slots.filter(([, text]) => text !== null && text !== undefined)) };
}
