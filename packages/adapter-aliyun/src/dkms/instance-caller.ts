import type { Identity, VaultId } from '@dragoman/core';
import type { DoorParts, Exchange } from '@dragoman/protocol-kit';

import { ACCESS_POINTS, policiesOf } from '../instances/access-point.ts';
import { findClientKey, isInForce, type OwnedClientKey } from '../instances/client-key.ts';
import type { InstancePolicy } from '../instances/instance-policy.ts';
import { findThing, type InstanceParts, listThings } from '../instances/instance-records.ts';
import { INSTANCES } from '../instances/instance.ts';
import { INSTANCE_HELP } from '../messages/instances.ts';
import type { AliyunSettings } from '../settings.ts';
import { type Tenant, vaultAt } from '../tenant-address.ts';
import {
  type ClientKeySignature,
  readClientKeySignature,
  rejectOtherBody,
  verifyClientKeySignature,
} from './client-key-signature.ts';
import { instanceError, unknownClientKey } from './errors.ts';
import { instanceOfHost, presentedClientKey } from './request.ts';

/** Whose request it is, and where it leads. */
export interface InstanceCaller extends Tenant {
  /** `null` for a client key that nobody made, in lenient mode. */
  readonly identity: Identity | null;
  readonly vault: VaultId;
  /** The instance that is called; `null` where there is none. */
  readonly instanceId: string | null;
  /** What the access point may do at the instance; `null` where nobody is asked. */
  readonly policies: readonly InstancePolicy[] | null;
}

type Parts = Pick<DoorParts<AliyunSettings>, 'services' | 'settings' | 'bindings' | 'authMode'>;

/**
 * Who calls. In strict mode: what is signed is well formed → the key is known, and counts now → its time is near → the
 * signature fits → the key is of the instance that the host names. The order is documented nowhere. @NOTE unverified.
 * In lenient mode the id of the client key alone is looked at, and the hash of the body.
 * @throws VendorError
 */
export async function instanceCaller(parts: Parts, exchange: Exchange): Promise<InstanceCaller> {
  return parts.authMode === 'lenient' ? lenientCaller(parts, exchange) : verifiedCaller(parts, exchange);
}

async function verifiedCaller(parts: Parts, exchange: Exchange): Promise<InstanceCaller> {
  const signature = readClientKeySignature(exchange);
  const found = await findClientKey(parts, signature.clientKeyId);
  if (found === null || !isInForce(found.key, exchange.now)) throw unknownKey(signature, found);
  verifyClientKeySignature(signature, exchange, found.key.certificate, parts.settings.check_timestamp);
  return callerOf(parts, exchange, found);
}

async function lenientCaller(parts: Parts, exchange: Exchange): Promise<InstanceCaller> {
  const id = presentedClientKey(exchange.request);
  if (id === '') throw instanceError('accessKeyId', INSTANCE_HELP.lenientClientKey);
  if (exchange.request.headers['content-sha256'] !== undefined) rejectOtherBody(exchange.request);
  const found = await findClientKey(parts, id);
  if (found !== null) return callerOf(parts, exchange, found);
  const { default_account_id: account, default_region: region } = parts.settings;
  const vault = vaultAt(parts.bindings, { account, region });
  const instanceId = await instanceCalled({ ...parts, vault }, instanceOfHost(exchange.request.headers), []);
  return { identity: null, account, region, vault, instanceId, policies: null };
}

function unknownKey({ clientKeyId }: ClientKeySignature, found: OwnedClientKey | null) {
  const help =
    found === null
      ? INSTANCE_HELP.unknownClientKey
      : INSTANCE_HELP.clientKeyTime({ notBefore: found.key.notBefore, notAfter: found.key.notAfter });
  return unknownClientKey(clientKeyId, help);
}

async function callerOf(parts: Parts, { request }: Exchange, found: OwnedClientKey): Promise<InstanceCaller> {
  const { key, identity, vault, account, region } = found;
  const { services, settings } = parts;
  const here = { services, settings, vault };
  const accessPoint = await findThing(here, ACCESS_POINTS, key.accessPoint);
  const policies = accessPoint === null ? [] : await policiesOf(here, accessPoint);
  const scopes = policies.map(({ kmsInstance }) => kmsInstance).filter((scope) => scope !== '');
  const host = instanceOfHost(request.headers);
  const instanceId = await instanceCalled(here, host, scopes);
  if (host !== null && instanceId === null) throw unknownClientKey(key.id, INSTANCE_HELP.clientKeyScope({ host }));
  const inForce = policies.filter(({ kmsInstance }) => kmsInstance === '' || kmsInstance === instanceId);
  return { identity, account, region, vault, instanceId, policies: inForce };
}

/**
 * The instance that the host names, if it is among the scopes of the policies; without such a host the first scope,
 * and without scopes the account's first instance. @NOTE unverified without such a host: the vendor's has no other
 */
async function instanceCalled(
  parts: InstanceParts,
  host: string | null,
  scopes: readonly string[],
): Promise<string | null> {
  const isCalled = (id: string): boolean => host === null || id.toLowerCase() === host;
  if (scopes.length > 0) return scopes.find(isCalled) ?? null;
  const instances = await listThings(parts, INSTANCES);
  return instances.find(({ id }) => isCalled(id))?.id ?? null;
}
