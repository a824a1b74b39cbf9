import { type FoundAccessCredential, findAccessCredential, knownAccessCredentials } from '@dragoman/core';
import {
  type DoorParts,
  type Exchange,
  type Explanation,
  type HeaderSigned,
  type SignatureMistake,
  type Correction,
  type SignedTexts,
  CANONICAL,
  MASK,
  canonicalRequestOf,
  clockMistake,
  digestMistakes,
  headerNamed,
  explainSignature,
  explainUnknownKey,
  headerSignedMistakes,
  inWords,
  keyMistakes,
  lengthOfRequest,
  maskedReading,
  queryPairs,
} from '@dragoman/protocol-kit';

import { type SignedWith, parseAuthorization } from '../auth/authorization.ts';
import { canonicalPath, documentedBodyHash } from '../auth/canonical.ts';
import { verifierOf } from '../auth/authenticate.ts';
import { SHA256, SM3, digestHex } from '../auth/hashing.ts';
import { SDK_HMAC_SHA256, SDK_HMAC_SM3 } from '../auth/sdk-hmac.ts';
import { verifySecurityToken } from '../auth/security-token.ts';
import { millisecondsOf } from '../auth/signing-time.ts';
import { V11_HMAC_SHA256, derivedKey } from '../auth/v11-hmac.ts';
import type { PlatformSettings } from '../settings.ts';
import { MESSAGES } from './messages.ts';

/** How many other keys are tried. */
const MAX_OTHER_KEYS = 50;

/** Headers and parameters whose values are no secrets, in lower case. */
const OPEN: ReadonlySet<string> = new Set([
  'host',
  'content-type',
  'accept',
  'user-agent',
  'x-sdk-date',
  'x-sdk-content-sha256',
  'x-sdk-content-sm3',
  'x-project-id',
  'x-domain-id',
  'x-language',
  'x-enterprise-project-id',
  'limit',
  'marker',
  'offset',
  'sequence',
  'resource_instances',
  'secret_name',
  'event_name',
  'version_id',
  'stage_name',
  'status',
  'name',
  'domain_id',
  'enabled',
  'page',
  'per_page',
]);

/** What is signed, in one reading of it. */
interface HuaweiReading extends HeaderSigned {
  readonly algorithm: string;
  readonly date: string;
  /** Date, region and service; empty in the older scheme. */
  readonly scope: string;
}

/** Why a signature is rejected; `null` where it is right, and in time. */
export async function explainSigned(
  parts: DoorParts<PlatformSettings>,
  exchange: Exchange,
  authorization: string,
): Promise<Explanation | null> {
  const { services, authMode } = parts;
  const { request } = exchange;
  const signed = parseAuthorization(authorization);
  if (signed === null) return inWords('credential', MESSAGES.unreadableAuthorization, [MESSAGES.writeAuthorization]);
  if (authMode === 'lenient') return null;
  const found = await findAccessCredential(services, 'access-key', signed.accessKey);
  const secret = found?.secret ?? null;
  const right = readingOf(request, signed, secret ?? '');
  const verdict = secret === null ? undefined : await verifierOf(signed.algorithm)?.(request, signed, secret);
  const isRight = verdict?.fits === true;
  if (right === null) return isRight ? null : explainUnreadScheme(signed);
  if (found === null || secret === null) return explainUnknown(services, signed, right);
  return explainKnown(parts, exchange, { signed, found, right, isRight });
}

function explainUnreadScheme({ algorithm }: SignedWith): Explanation {
  return inWords('credential', MESSAGES.notByThisKey({ algorithm }), [
    MESSAGES.checkKeyOrSign({ scheme: SDK_HMAC_SHA256 }),
  ]);
}

/** Nobody has the key id: it may be the secret key in its place. */
async function explainUnknown(
  services: DoorParts<PlatformSettings>['services'],
  signed: SignedWith,
  right: HuaweiReading,
): Promise<Explanation> {
  const all = await knownAccessCredentials(services, 'access-key', MAX_OTHER_KEYS);
  const swapped = all.find(({ secret }) => secret === signed.accessKey);
  return explainUnknownKey(
    signed.algorithm,
    textsOf(right),
    swapped === undefined ? null : { identityId: swapped.identity.id },
    MESSAGES.useKeyIdHere,
  );
}

interface KnownSignature {
  readonly signed: SignedWith;
  readonly found: FoundAccessCredential;
  readonly right: HuaweiReading;
  readonly isRight: boolean;
}

/** What mistake the signature is of, tried one by one. */
async function explainKnown(
  { services, settings }: DoorParts<PlatformSettings>,
  { request, now }: Exchange,
  { signed, found, right, isRight }: KnownSignature,
): Promise<Explanation | null> {
  const known = await knownAccessCredentials(services, 'access-key', MAX_OTHER_KEYS);
  const explained = explainSignature<HuaweiReading>({
    right,
    isRight,
    mistakes: [
      ...keyMistakes<HuaweiReading>(signed.accessKey),
      ...schemeMistakes(signed),
      ...mistakesOf(request, right),
      ...digestMistakes<HuaweiReading>(),
    ],
    others: known.flatMap(({ identity, secret, lookup }) =>
      secret === null || lookup === signed.accessKey ? [] : [{ identityId: identity.id, secret }],
    ),
    length: lengthOfRequest(request),
    textOf: (reading) => stringToSign(reading),
    presented: signed.signature,
    form: 'hex',
    scheme: signed.algorithm,
    keyId: signed.accessKey,
    identity: found.identity.id,
    textsOf,
    beside: otherChecks(
      request.headers['x-sdk-date'] ?? '',
      signed,
      now,
      settings.clock_skew_minutes,
      verifySecurityToken(found, request, now),
    ),
  });
  return isRight && explained.signature?.rightIf.length === 0 ? null : explained;
}

function readingOf(request: Exchange['request'], signed: SignedWith, secret: string): HuaweiReading | null {
  const hashing = signed.algorithm === SDK_HMAC_SM3 ? SM3 : SHA256;
  const isV11 = signed.algorithm === V11_HMAC_SHA256;
  if (!isV11 && signed.algorithm !== SDK_HMAC_SHA256 && signed.algorithm !== SDK_HMAC_SM3) return null;
  const scope = isV11 ? signed.scope.join('/') : '';
  return {
    secret,
    keyOf: isV11 ? (given) => derivedKey(signed.accessKey, given, scope) : (given) => given,
    digest: hashing.algorithm,
    method: request.method,
    path: canonicalPath(request.path),
    pairs: queryPairs(request.query),
    writing: CANONICAL,
    headers: signed.signedHeaders.map((name) => [name, headerNamed(request, name)] as const),
    list: signed.signedHeaders,
    colon: ':',
    gap: true,
    bodyHash: documentedBodyHash(request, hashing),
    signs: 'hash',
    algorithm: signed.algorithm,
    date: request.headers['x-sdk-date'] ?? '',
    scope,
  };
}

function mistakesOf(request: Exchange['request'], { digest }: HuaweiReading): SignatureMistake<HuaweiReading>[] {
  const hashing = digest === 'sm3' ? SM3 : SHA256;
  return headerSignedMistakes<HuaweiReading>({
    path: request.path,
    body: request.body,
    hash: (data) => digestHex(hashing, data),
    statedHash: request.headers[hashing.contentHeader],
  });
}

/** The two schemes in the place of each other. */
function schemeMistakes({ algorithm }: SignedWith): SignatureMistake<HuaweiReading>[] {
  if (algorithm !== V11_HMAC_SHA256) return [];
  return [
    {
      kind: 'scheme',
      mistake: 'underived-key',
      when: MESSAGES.underivedKey,
      remedy: MESSAGES.deriveKey,
      make: (right) => ({ ...right, keyOf: (secret) => secret }),
    },
    {
      kind: 'scheme',
      mistake: 'other-scheme',
      when: MESSAGES.otherScheme({ scheme: SDK_HMAC_SHA256 }),
      remedy: MESSAGES.nameScheme({ scheme: SDK_HMAC_SHA256 }),
      make: (right) => ({ ...right, keyOf: (secret) => secret, algorithm: SDK_HMAC_SHA256, scope: '' }),
    },
  ];
}

function otherChecks(
  date: string,
  signed: SignedWith,
  now: number,
  skewMinutes: number,
  token: ReturnType<typeof verifySecurityToken>,
): Correction[] {
  const time = millisecondsOf(date);
  const found: Correction[] = [];
  if (time === null)
    found.push({
      mistake: 'date-format',
      when: MESSAGES.dateForm,
      remedy: MESSAGES.sendDateForm,
    });
  if (!signed.signedHeaders.includes('x-sdk-date'))
    found.push({
      mistake: 'date-unsigned',
      when: MESSAGES.dateSigned,
      remedy: MESSAGES.signDate,
    });
  const clock = time === null || skewMinutes === 0 ? null : clockMistake(time, now, skewMinutes * 60_000);
  if (clock !== null) found.push(clock);
  if (!token.fits)
    found.push({
      mistake: 'security-token',
      when: MESSAGES.securityToken,
      remedy: token.help,
    });
  return found;
}

function stringToSign(reading: HuaweiReading, canonical: string = canonicalRequestOf(reading)): string {
  const { algorithm, date, scope, signs } = reading;
  const hashing = reading.algorithm === SDK_HMAC_SM3 ? SM3 : SHA256;
  return [
    algorithm,
    date,
    ...(scope === '' ? [] : [scope]),
    signs === 'hash' ? digestHex(hashing, canonical) : canonical,
  ].join('\n');
}

/** The hash in the string to sign is of the canonical request as it is, not as it is shown. */
function textsOf(reading: HuaweiReading): SignedTexts {
  const date = millisecondsOf(reading.date) === null ? MASK : reading.date;
  const canonicalRequest = canonicalRequestOf(maskedReading(reading, OPEN));
  return {
    canonicalRequest,
    stringToSign:
      reading.signs === 'text'
        ? stringToSign({ ...reading, date }, canonicalRequest)
        : stringToSign({ ...reading, date }, canonicalRequestOf(reading)),
  };
}
