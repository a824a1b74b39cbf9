import type { StoredPolicy } from '@dragoman/adapter-aliyun';
import type { Clock, Services, VaultId } from '@dragoman/core';

import type { PolicyReference, PolicyVendor } from './policies.ts';
import { type SeedPath, SeedError, type SeedSource } from './source.ts';

/** What an entry of a document makes. */
export interface SeedEntry {
  readonly kind: 'address' | 'policy' | 'role' | 'agency' | 'identity' | 'key' | 'secret';
  /** `null` for what belongs to no vault. */
  readonly vault: VaultId | null;
  /**
   * The address, the policy's name, the role's account and name, the agency's domain and name, the identity's id, the
   * key's alias or id, the secret's name.
   */
  readonly name: string;
}

/** One entry, checked as far as it can be without the others. */
export interface SeedStep {
  readonly source: SeedSource;
  readonly path: SeedPath;
  readonly entry: SeedEntry;
  /** Everything that it is made from, as it was given. */
  readonly content: unknown;
  isThere(services: Services): Promise<boolean>;
  /** @throws SeedError, DomainError */
  create(services: Services): Promise<void>;
  /** What would keep later entries from being made. */
  finish?(services: Services): Promise<void>;
}

/** What steps are made with. */
export interface StepParts {
  readonly source: SeedSource;
  /** Unix milliseconds; relative times count from here. */
  readonly now: number;
  /**
   * The vault that a name or an address means; without one, `default`. @throws SeedError where no vault is known by
   * it
   */
  readonly vaultOf: (name: string | undefined, path: SeedPath) => VaultId;
  /** The policy that is meant, a document or a name. @throws SeedError */
  readonly policyOf: (reference: PolicyReference, path: SeedPath, vendor: PolicyVendor) => StoredPolicy;
  /** Claims a name for this entry alone. @throws SeedError */
  readonly claim: (what: string, path: SeedPath) => void;
}

/** Who makes what does not say who made it: the development identity's name. */
export const CREATOR = 'dragoman';

/** The services with their clock at a time. */
export function servicesAt(services: Services, time: number): Services {
  const clock: Clock = { now: () => time };
  return { ...services, clock };
}

/** @throws SeedError for a time that is yet to come */
export function rejectFuture(time: number, { source, now }: StepParts, path: SeedPath): number {
  if (time > now) throw new SeedError(source, path, 'is yet to come: give a time that has passed, such as -3d');
  return time;
}

/** @throws SeedError for a time that has passed */
export function rejectPast(time: number, { source, now }: StepParts, path: SeedPath): number {
  if (time <= now) throw new SeedError(source, path, 'has passed: give a time to come, such as +3d');
  return time;
}
