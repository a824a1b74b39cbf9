import { ACTOR, VAULT, type Environment } from './environment.ts';
import type { CustomerKey } from '../src/model/key.ts';
import { type KeyPolicy, POSSIBLE } from '../src/model/key-states.ts';
import { type CreateKey, createCustomerKey } from '../src/commands/keys.ts';

export const DAY = 86_400_000;
export const POLICY: KeyPolicy = { allowed: POSSIBLE, afterCancel: 'enabled' };

function keyRequest(changes: Partial<CreateKey> = {}): CreateKey {
  return {
    vault: VAULT,
    spec: 'AES_256',
    usage: null,
    origin: 'service',
    description: 'mine',
    actor: ACTOR,
    tags: [],
    attributes: {},
    rotation: null,
    alias: null,
    maxKeys: null,
    ...changes,
  };
}

export function made({ services }: Environment, changes: Partial<CreateKey> = {}): Promise<CustomerKey> {
  return createCustomerKey(services, keyRequest(changes));
}

export const of = ({ id, vault }: CustomerKey): { readonly vault: string; readonly id: string } => ({ vault, id });
