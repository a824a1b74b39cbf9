import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';

import { DomainError, type Services, createDialectRecord } from '@dragoman/core';

import { DOOR } from '../names.ts';
import { PLATFORM } from './scope-vaults.ts';

/** Bits; at this length a message has at most 117 bytes, which is what an account's password may have. */
const MODULUS_LENGTH = 1_024;

type KeyBody = { readonly publicKey: string };

/**
 * The public key for account passwords, as PEM in Base64: made on first need and the same ever after. Its private half
 * belongs to the agents on hosts, which are not here, so nobody keeps it.
 */
export async function passwordKey(services: Pick<Services, 'resources' | 'clock'>): Promise<string> {
  const ref = { vault: PLATFORM.vault, kind: `${DOOR}.password-key`, id: 'rsa' };
  const held = await services.resources.find(ref.vault, ref.kind, ref.id);
  if (held !== null) return (held.body as KeyBody).publicKey;
  const { publicKey } = await promisify(generateKeyPair)('rsa', { modulusLength: MODULUS_LENGTH });
  const pem = publicKey.export({ type: 'spki', format: 'pem' });
  try {
    return (
      await createDialectRecord<KeyBody>(services, { ...ref, body: { publicKey: Buffer.from(pem).toString('base64') } })
    ).body.publicKey;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'resource-exists') return passwordKey(services);
    throw error;
  }
}
