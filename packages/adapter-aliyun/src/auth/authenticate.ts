import { type FoundProof, findProof, sameText } from '@dragoman/core';
import { type DoorParts, type Exchange, type VendorError, sha256Hex } from '@dragoman/protocol-kit';

import { aliyunDevelopment } from '../development.ts';
import { incompleteSignature } from '../errors.ts';
import type { AliyunSettings } from '../settings.ts';
import type { Parsed } from '../wire/request.ts';
import type { Words } from '../words.ts';
import { readAcs3 } from './acs3.ts';
import { type Caller, callerOf, stranger, tokenHashOf } from './caller.ts';
import type { nonceMemory } from './nonces.ts';
import type { Proof } from './proof.ts';
import { readV1 } from './rpc-v1.ts';
import { checkTimestamp } from './timestamp.ts';

/** What authentication works with; `spend` remembers nonces. */
export interface AuthParts extends Pick<DoorParts<AliyunSettings>, 'services' | 'authMode' | 'settings'> {
  readonly spend: ReturnType<typeof nonceMemory>;
}

/** A request whose API is known: `words` are that API's. */
export interface Shown extends Parsed {
  readonly words: Words;
}

const DEVELOPMENT_KEY = aliyunDevelopment.proofs[0]?.lookup ?? '';

/**
 * Who calls. In strict mode: the proof is complete → its time is near → its key is known → the session's token belongs
 * to it → neither has expired → the signature fits → the nonce is new (the order is documented nowhere;
 * @NOTE unverified). In lenient mode the access key id or bearer token alone is looked at.
 * @throws VendorError in the API's words
 */
export function authenticate(parts: AuthParts, exchange: Exchange, shown: Shown): Promise<Caller> {
  if (parts.authMode === 'lenient') return anybody(parts, exchange, shown);
  return shown.scheme === 'bearer' ? bearer(parts, exchange, shown) : verified(parts, exchange, shown);
}

async function verified(parts: AuthParts, exchange: Exchange, shown: Shown): Promise<Caller> {
  const { settings, services } = parts;
  const { words } = shown;
  const proof = readProof(exchange, shown);
  if (settings.check_timestamp) checkTimestamp(proof.time, exchange.callerTimes, words);
  const found = await findProof(services, 'access-key', proof.accessKeyId);
  if (found === null) throw unknownKey(words, proof.accessKeyId);
  checkToken(found, proof, words);
  if (isExpired(found, exchange.now)) {
    const ofSession = tokenHashOf(found.attributes) !== null;
    throw ofSession
      ? words.token('expired', 'the session has expired: assume the role again')
      : unknownKey(words, proof.accessKeyId);
  }
  if (found.secret === null || !proof.matches(found.secret)) {
    throw words.wrongSignature(
      proof.stringToSign,
      `signature differs: check the secret key of ${proof.accessKeyId} and that nothing changed on the way`,
    );
  }
  if (settings.check_nonce && proof.nonce !== undefined && proof.nonce !== '')
    parts.spend(proof.accessKeyId, proof.nonce, exchange.callerTimes);
  return callerOf(found, settings.default_account_id);
}

/** A session's key counts with its token only, and no other key has one. @throws VendorError */
export function checkToken(
  found: FoundProof,
  { securityToken = '' }: Pick<Proof, 'securityToken'>,
  words: Words,
): void {
  const hash = tokenHashOf(found.attributes);
  if (hash === null) {
    if (securityToken !== '') throw words.token('mismatch', "the key is no session's: leave SecurityToken out");
    return;
  }
  if (securityToken === '')
    throw words.token('missing', "the key is a session's: send its SecurityToken (x-acs-security-token) too");
  if (!securityToken.startsWith('CAIS')) throw words.token('malformed', 'that is no SecurityToken');
  if (!sameText(sha256Hex(securityToken), hash))
    throw words.token('mismatch', 'the SecurityToken is not the one that was given with this key');
}

/** A bearer token is the whole proof. What KMS answers to a wrong one is documented nowhere. @NOTE unverified */
async function bearer({ services, settings }: AuthParts, exchange: Exchange, shown: Shown): Promise<Caller> {
  const token = bearerToken(exchange, shown);
  if (settings.check_timestamp)
    checkTimestamp(
      exchange.request.headers['x-acs-date'] ?? shown.params.get('Timestamp'),
      exchange.callerTimes,
      shown.words,
    );
  const found = (await findProof(services, 'token', token)) ?? (await findProof(services, 'user-token', token));
  if (found === null || isExpired(found, exchange.now))
    throw shown.words.token('expired', 'the bearer token is not known or has expired');
  return callerOf(found, settings.default_account_id);
}

async function anybody({ services, settings }: AuthParts, exchange: Exchange, shown: Shown): Promise<Caller> {
  if (shown.scheme === 'bearer') {
    const found = await findProof(services, 'token', bearerToken(exchange, shown));
    return found === null
      ? stranger('bearer', settings.default_account_id)
      : callerOf(found, settings.default_account_id);
  }
  const key = shownKey(exchange, shown);
  const found = await findProof(services, 'access-key', key);
  return found === null ? stranger(key, settings.default_account_id) : callerOf(found, settings.default_account_id);
}

/** @throws VendorError for a request that shows no proof, or one that this door cannot verify */
function readProof({ request }: Exchange, { scheme, query, params, words }: Shown): Proof {
  if (scheme === 'ACS3') return readAcs3(request, query);
  if (scheme === 'V1') return readV1(request.method, params, words);
  if (scheme === 'ACS4') throw incompleteSignature('ACS4 signatures are not verified here: use ACS3-HMAC-SHA256 or V1');
  throw words.missing(
    params.has('AccessKeyId') ? 'Signature' : 'AccessKeyId',
    `sign the request, e.g. with the development access key ${DEVELOPMENT_KEY}`,
  );
}

function shownKey({ request }: Exchange, { scheme, params, words }: Shown): string {
  const key =
    scheme === 'ACS3' || scheme === 'ACS4'
      ? /Credential=([^,/\s]+)/.exec(request.headers['authorization'] ?? '')?.[1]
      : params.get('AccessKeyId');
  if (key === undefined || key === '')
    throw words.missing('AccessKeyId', 'lenient mode takes any access key id, but takes one');
  return key;
}

function bearerToken({ request }: Exchange, { params, words }: Shown): string {
  const token = request.headers['x-acs-bearer-token'] ?? params.get('BearerToken') ?? '';
  if (token === '') throw words.missing('BearerToken', 'send the token as x-acs-bearer-token, or as BearerToken');
  return token;
}

function isExpired(found: FoundProof, now: number): boolean {
  return found.expiresAt !== null && found.expiresAt <= now;
}

function unknownKey(words: Words, accessKeyId: string): VendorError {
  return words.unknownKey(
    `access key ${accessKeyId} is not known or has expired; the development access key is ${DEVELOPMENT_KEY}`,
  );
}
