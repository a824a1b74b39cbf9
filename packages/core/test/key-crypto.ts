import { type KeyObject, createPrivateKey } from 'node:crypto';

import { ACTOR, VAULT, type Environment } from './environment.ts';
import type { CustomerKey } from '../src/model/key.ts';
import { type KeySpec } from '../src/model/key-spec.ts';
import { type CreateKey, createCustomerKey } from '../src/commands/keys.ts';

export function made({ services }: Environment, spec: KeySpec, changes: Partial<CreateKey> = {}): Promise<CustomerKey> {
  const rest = {
    usage: null,
    origin: 'service',
    description: '',
    actor: ACTOR,
    tags: [],
    attributes: {},
    rotation: null,
    alias: null,
    maxKeys: null,
  } as const;
  return createCustomerKey(services, { vault: VAULT, spec, ...rest, ...changes });
}

export function privateKeyOf(der: Buffer): KeyObject {
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
}

export function changedAt(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
}
