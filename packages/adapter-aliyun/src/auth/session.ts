import { type Identity, type Services, generatePassword, grantAccessCredential } from '@dragoman/core';
import { sha256Hex } from '@dragoman/protocol-kit';

import { type Session, sessionAttributes } from './caller.ts';

/** What a session signs with, until it expires. */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken: string;
  /** Unix milliseconds, a whole second. */
  readonly expiresAt: number;
}

const KEY_CHARACTERS = 25;
const SECRET_CHARACTERS = 44;
const TOKEN_BYTES = 192;

/**
 * Opens a session: a key of its own for the identity, which counts only together with its token. For an identity that
 * is not kept (lenient mode) nothing is kept either.
 */
export async function openSession(
  services: Services,
  identity: Identity | null,
  session: Session,
  seconds: number,
): Promise<SessionCredentials> {
  const credentials = {
    accessKeyId: `STS.${letters(services, KEY_CHARACTERS)}`,
    accessKeySecret: letters(services, SECRET_CHARACTERS),
    // Real tokens begin like this too, whatever they hold.
    securityToken: `CAIS${Buffer.from(services.ids.bytes(TOKEN_BYTES)).toString('base64')}`,
    expiresAt: (Math.floor(services.clock.now() / 1000) + seconds) * 1000,
  };
  if (identity !== null) {
    await grantAccessCredential(services, identity.id, {
      kind: 'access-key',
      lookup: credentials.accessKeyId,
      secret: credentials.accessKeySecret,
      expiresAt: credentials.expiresAt,
      attributes: sessionAttributes(session, sha256Hex(credentials.securityToken)),
    });
  }
  return credentials;
}

function letters({ ids }: Pick<Services, 'ids'>, length: number): string {
  const rules = {
    length,
    classes: ['lowercase', 'uppercase', 'digits'],
    exclude: '',
    requireEachClass: false,
  } as const;
  return generatePassword(rules, (count) => ids.bytes(count)) ?? '';
}
