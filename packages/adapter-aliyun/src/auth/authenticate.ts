import { type FoundProof, type Identity, findProof } from '@dragoman/core';
import { type DoorParts, type Exchange, VendorError } from '@dragoman/protocol-kit';

import { aliyunDevelopment } from '../development.ts';
import { missingParameter } from '../errors.ts';
import type { AliyunSettings } from '../settings.ts';
import type { Parsed } from '../wire/request.ts';
import { readAcs3 } from './acs3.ts';
import { type Proof, incompleteSignature } from './proof.ts';
import { readV1 } from './rpc-v1.ts';
import { checkTimestamp } from './timestamp.ts';

type AuthParts = Pick<DoorParts<AliyunSettings>, 'services' | 'authMode' | 'settings'>;

const DEVELOPMENT_KEY = aliyunDevelopment.proofs[0]?.lookup ?? '';

/**
 * Who calls. In strict mode: the proof is complete → its time is near → its key is known → its signature fits
 * (the order is documented nowhere; @NOTE unverified). In lenient mode the access key id alone is looked at.
 * @throws VendorError in KMS's words
 */
export async function authenticate(parts: AuthParts, exchange: Exchange, parsed: Parsed): Promise<Identity> {
  return parts.authMode === 'lenient' ? anybody(parts, exchange, parsed) : verified(parts, exchange, parsed);
}

async function verified(parts: AuthParts, exchange: Exchange, parsed: Parsed): Promise<Identity> {
  const proof = readProof(exchange, parsed);
  checkTimestamp(proof.time, exchange.now, parts.settings);
  const found = await findProof(parts.services, 'access-key', proof.accessKeyId);
  if (found === null || isExpired(found, exchange.now)) throw unknownKey(proof.accessKeyId);
  if (found.secret === null || !proof.matches(found.secret)) throw wrongSignature(parts.settings, proof);
  return found.identity;
}

async function anybody(parts: AuthParts, exchange: Exchange, parsed: Parsed): Promise<Identity> {
  const key = shownKey(exchange, parsed);
  const found = await findProof(parts.services, 'access-key', key);
  return found?.identity ?? { id: `lenient:${key}`, name: key, addresses: 'any', attributes: {} };
}

/** @throws VendorError for a request that shows no proof, or one that this door cannot verify */
function readProof({ request }: Exchange, parsed: Parsed): Proof {
  switch (parsed.scheme) {
    case 'ACS3':
      return readAcs3(request, parsed.query);
    case 'V1':
      return readV1(request.method, parsed.params);
    case 'ACS4':
      throw incompleteSignature('ACS4 signatures are not verified here: use ACS3-HMAC-SHA256 or V1');
    case 'bearer':
      throw incompleteSignature('bearer tokens are not served here: use an access key');
    case 'unsigned':
      throw missingParameter(parsed.params.has('AccessKeyId') ? 'Signature' : 'AccessKeyId', `sign the request, e.g. with the development access key ${DEVELOPMENT_KEY}`);
  }
}

function shownKey({ request }: Exchange, parsed: Parsed): string {
  const key = parsed.scheme === 'ACS3' || parsed.scheme === 'ACS4'
    ? /Credential=([^,/\s]+)/.exec(request.headers['authorization'] ?? '')?.[1]
    : parsed.params.get('AccessKeyId');
  if (key === undefined || key === '') throw missingParameter('AccessKeyId', 'lenient mode takes any access key id, but takes one');
  return key;
}

function isExpired(found: FoundProof, now: number): boolean {
  return found.expiresAt !== null && found.expiresAt <= now;
}

function unknownKey(accessKeyId: string): VendorError {
  const help = `access key ${accessKeyId} is not known or has expired; the development access key is ${DEVELOPMENT_KEY}`;
  return new VendorError(404, 'InvalidAccessKeyId.NotFound', 'The Access Key ID provided does not exist in our records.', help);
}

/**
 * The generic gateway ends its message with the string to sign: the legacy Python SDK compares what follows the first
 * colon with its own. It holds every parameter, values included, so it goes to that client only and not into the summary.
 */
function wrongSignature(settings: AliyunSettings, { accessKeyId, stringToSign }: Proof): VendorError {
  const help = `signature differs: check the secret key of ${accessKeyId} and that nothing changed on the way`;
  if (settings.signature_error === 'IncompleteSignature') return incompleteSignature(help);
  const summary = 'Specified signature is not matched with our calculation.';
  return new VendorError(400, 'SignatureDoesNotMatch', `${summary} server string to sign is:${stringToSign}`, help, summary);
}
