import { createHash } from 'node:crypto';

import {
  type Exchange,
  type Explanation,
  type HeaderSigned,
  type SignatureMistake,
  type SignedTexts,
  type WireRequest,
  FIRST_OF_EACH,
  canonicalRequestOf,
  digestMistakes,
  headerNamed,
  explainSignature,
  headerSignedMistakes,
  inWords,
  keyMistakes,
  lengthOfRequest,
  maskedReading,
  queryPairs,
} from '@dragoman/protocol-kit';

import { parseAcs3, readAcs3 } from '../auth/acs3.ts';
import type { AliyunSettings } from '../settings.ts';
import type { Parsed } from '../wire/request.ts';
import { MESSAGES } from './messages.ts';
import { type Signer, otherChecks, openNames, unknownKey } from './signer.ts';

interface Acs3Reading extends HeaderSigned {
  readonly algorithm: string;
}

type Hash = (data: string | Uint8Array) => string;

/** Why an ACS3 signature is rejected; `null` where it is right, and in time. */
export function explainAcs3(
  signer: Signer,
  exchange: Exchange,
  { query }: Parsed,
  settings: AliyunSettings,
): Explanation | null {
  const { request } = exchange;
  const presented = parseAcs3(request);
  if (presented === null) return inWords('credential', MESSAGES.unreadableAuthorization, [MESSAGES.writeAuthorization]);
  const { name, algorithm, signature } = presented;
  const hash: Hash = (data) => createHash(algorithm.hash).update(data).digest('hex');
  const right = rightReading(signer, request, presented, hash);
  const textsOf = (reading: Acs3Reading): SignedTexts => signedTexts(reading, signer, hash);
  const { accessCredential } = signer;
  if (accessCredential === null || accessCredential.secret === null) return unknownKey(name, signer, textsOf(right));
  const statedHash = request.headers[algorithm.bodyHash];
  const isRight =
    (statedHash ?? right.bodyHash) === right.bodyHash && readAcs3(request, query).matches(accessCredential.secret);
  const stated = { time: request.headers['x-acs-date'], securityToken: request.headers['x-acs-security-token'] };
  const beside = otherChecks(exchange, accessCredential, stated, settings);
  if (isRight && beside.length === 0) return null;
  return explainSignature<Acs3Reading>({
    right,
    isRight,
    mistakes: [
      ...keyMistakes<Acs3Reading>(signer.keyId),
      ...listedInCapitals(request, right.list),
      ...headerSignedMistakes<Acs3Reading>({ path: request.path, body: request.body, hash, statedHash }),
      ...digestMistakes<Acs3Reading>(),
    ],
    others: signer.others,
    length: lengthOfRequest(request),
    textOf: (reading) => stringToSign(reading, canonicalRequestOf(reading), hash),
    presented: signature,
    form: 'hex',
    scheme: name,
    keyId: signer.keyId,
    identity: accessCredential.identity.id,
    textsOf,
    beside,
  });
}

/** What a client would have signed that made no mistake. */
function rightReading(
  signer: Signer,
  request: WireRequest,
  { name, algorithm, signedHeaders }: NonNullable<ReturnType<typeof parseAcs3>>,
  hash: Hash,
): Acs3Reading {
  const list = signedHeaders.split(';');
  return {
    secret: signer.accessCredential?.secret ?? '',
    keyOf: (secret) => secret,
    digest: algorithm.hash,
    method: request.method,
    path: request.path,
    pairs: queryPairs(request.query),
    writing: FIRST_OF_EACH,
    headers: list.map((header) => [header, headerNamed(request, header)] as const),
    list,
    colon: ':',
    gap: true,
    bodyHash: hash(request.body),
    signs: 'hash',
    algorithm: name,
  };
}

/** What to show of a reading: values that may be secrets are masked. */
function signedTexts(reading: Acs3Reading, signer: Signer, hash: Hash): SignedTexts {
  const canonicalRequest = canonicalRequestOf(maskedReading(reading, openNames(signer)));
  const signed = reading.signs === 'text' ? canonicalRequest : canonicalRequestOf(reading);
  return { canonicalRequest, stringToSign: stringToSign(reading, signed, hash) };
}

function stringToSign({ algorithm, signs }: Acs3Reading, canonical: string, hash: Hash): string {
  return `${algorithm}\n${signs === 'hash' ? hash(canonical) : canonical}`;
}

/** Names that are listed with capitals name no header: they are read as they stand. */
function listedInCapitals(request: WireRequest, names: readonly string[]): SignatureMistake<Acs3Reading>[] {
  const lower = names.map((name) => name.toLowerCase());
  const lines = lower.map((name) => [name, headerNamed(request, name)] as const);
  return [lower, names].map((list) => ({
    kind: 'headers',
    mistake: 'list-case',
    when: MESSAGES.lowerCaseNames,
    remedy: MESSAGES.writeLowerCase,
    make: (right) => ({ ...right, headers: lines, list }),
  }));
}
