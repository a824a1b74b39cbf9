import { type KeyObject, X509Certificate } from 'node:crypto';

import { type Identity, registerIdentity, type Services, type VaultBindings, type VaultId } from '@dragoman/core';

import { DOOR } from '../names.ts';
import type { AliyunSettings } from '../settings.ts';
import { type Tenant, tenantAddress, vaultAt } from '../tenant-address.ts';
import { isObject } from '../wire/json.ts';
import {
  configuredThing,
  createThing,
  deleteThing,
  findThing,
  type InstanceParts,
  type InstanceThing,
} from './instance-records.ts';
import { INSTANCE_DEFAULTS } from './instance-settings.ts';

/** What the holder of a client key signs with, as KMS keeps it: its private half is with the holder alone. */
export type ClientKey = {
  /** `KAAP.` and a UUID. */
  readonly id: string;
  /** The name of the access point that it is of. */
  readonly accessPoint: string;
  /** X.509 as PEM, with the public key; empty where the settings give none, and nothing can be verified. */
  readonly certificate: string;
  /** Times as KMS writes them. */
  readonly createdAt: string;
  readonly notBefore: string;
  readonly notAfter: string;
};

export const CLIENT_KEYS: InstanceThing<ClientKey> = {
  kind: 'aliyun.client-key',
  configured: ({ instances }) =>
    instances
      .flatMap(({ access_points = [] }) => access_points)
      .flatMap(({ name, client_keys = [] }) =>
        client_keys.map(
          ({ id, certificate = '', not_before: notBefore = INSTANCE_DEFAULTS.created_at, not_after }) => ({
            id,
            body: {
              id,
              accessPoint: name,
              certificate,
              createdAt: notBefore,
              notBefore,
              notAfter: not_after ?? INSTANCE_DEFAULTS.ends_at,
            },
          }),
        ),
      ),
};

/** A client key that a request names, with the account and region that it works in. */
export interface OwnedClientKey extends Tenant {
  readonly key: ClientKey;
  readonly vault: VaultId;
  /** Who its requests are by. */
  readonly identity: Identity;
}

/** What client keys are found with, before it is known whose a request is. */
export interface ClientKeyParts {
  readonly services: Pick<Services, 'identities' | 'resources' | 'clock'>;
  readonly settings: Pick<AliyunSettings, 'instances' | 'default_account_id' | 'default_region'>;
  readonly bindings: VaultBindings;
}

/**
 * By its id alone; `null` for one that is not there. It may be of another time: see `isInForce`. Those of the settings
 * are of the default account and region.
 */
export async function findClientKey(parts: ClientKeyParts, id: string): Promise<OwnedClientKey | null> {
  const { services, settings, bindings } = parts;
  const isConfigured = configuredThing(parts, CLIENT_KEYS, id) !== undefined;
  const stored = isConfigured ? undefined : (await services.identities.find('access-key', id))?.identity;
  const tenant = (stored && tenantOfKey(stored)) ?? {
    account: settings.default_account_id,
    region: settings.default_region,
  };
  const vault = vaultAt(bindings, tenant);
  const key = await findThing({ services, settings, vault }, CLIENT_KEYS, id);
  return key === null ? null : { ...tenant, vault, key, identity: stored ?? keyIdentity(id, tenant) };
}

const PUBLIC_KEYS = new Map<string, KeyObject | null>();
const MAX_PUBLIC_KEYS = 1_000;

/** The public key in a certificate, read once for each; `null` for what is none. @param certificate as PEM */
export function publicKeyIn(certificate: string): KeyObject | null {
  const known = PUBLIC_KEYS.get(certificate);
  if (known !== undefined) return known;
  const publicKey = readPublicKey(certificate);
  if (PUBLIC_KEYS.size >= MAX_PUBLIC_KEYS) PUBLIC_KEYS.clear();
  PUBLIC_KEYS.set(certificate, publicKey);
  return publicKey;
}

/** The settings take any text for a certificate. */
function readPublicKey(certificate: string): KeyObject | null {
  try {
    return new X509Certificate(certificate).publicKey;
  } catch {
    return null;
  }
}

/** Whether a client key counts at a time, Unix milliseconds. */
export function isInForce({ notBefore, notAfter }: Pick<ClientKey, 'notBefore' | 'notAfter'>, now: number): boolean {
  return Date.parse(notBefore) <= now && now < Date.parse(notAfter);
}

/**
 * Keeps a client key. It is an identity of its own too, which may work in its account and region alone: that is how a
 * request that shows nothing but the key's id is led to them, and to its sandbox.
 */
export async function keepClientKey(
  parts: InstanceParts & { readonly services: Pick<Services, 'identities' | 'sealer'> },
  tenant: Tenant,
  key: ClientKey,
): Promise<void> {
  await createThing(parts, CLIENT_KEYS, { id: key.id, body: key });
  // Without an end: an expired key is told from an unknown one by its own times.
  const credential = { kind: 'access-key', lookup: key.id, secret: null, expiresAt: null } as const;
  await registerIdentity(parts.services, keyIdentity(key.id, tenant), [credential]);
}

/** @throws DomainError `resource-not-found` */
export async function deleteClientKey(
  parts: InstanceParts & { readonly services: Pick<Services, 'identities'> },
  id: string,
): Promise<void> {
  await deleteThing(parts, CLIENT_KEYS, id);
  await parts.services.identities.remove(id);
}

function keyIdentity(id: string, tenant: Tenant): Identity {
  return {
    id,
    name: id,
    addresses: [{ door: DOOR, key: tenantAddress(tenant) }],
    attributes: { [DOOR]: { account_id: tenant.account, client_key: { region: tenant.region } } },
  };
}

/** The account and region of a client key's identity; `undefined` for that of anybody else. */
function tenantOfKey({ attributes }: Identity): Tenant | undefined {
  const { account_id: account, client_key: key } = attributes[DOOR] ?? {};
  const region = isObject(key) ? key['region'] : undefined;
  return typeof account === 'string' && typeof region === 'string' ? { account, region } : undefined;
}
