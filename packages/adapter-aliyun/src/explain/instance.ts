import type { KeyObject } from 'node:crypto';

import {
  clockMistake,
  type Correction,
  type DoorParts,
  type Exchange,
  type Explanation,
  explainUnknownKey,
  firstDifference,
  inWords,
  maskedName,
  maskedValue,
  nearestNames,
  sha256Hex,
  type SignedTexts,
  VendorError,
} from '@dragoman/protocol-kit';

import { type ClientKeySignature, publicKeyIn, readClientKeySignature } from '../dkms/client-key-signature.ts';
import { isSignedBy, stringToSign } from '../dkms/signature.ts';
import { API_VERSION, CLIENT_KEY_HEADER, KEY_VERSION_HEADER } from '../dkms/request.ts';
import { CLIENT_KEYS, findClientKey, isInForce, type OwnedClientKey } from '../instances/client-key.ts';
import { listThings } from '../instances/instance-records.ts';
import { TIMESTAMP_WINDOW_MS } from '../names.ts';
import { instanceOperations } from '../operations/dkms/index.ts';
import type { AliyunSettings } from '../settings.ts';

type Parts = DoorParts<AliyunSettings>;

const SCHEME = 'RSA_PKCS1_SHA_256';

/** Why a request to an instance is rejected before its operation is asked; `null` where the error says it all. */
export async function explainInstance(parts: Parts, exchange: Exchange): Promise<Explanation | null> {
  const { headers } = exchange.request;
  const name = headers['x-kms-apiname'] ?? '';
  if (headers['x-kms-apiversion'] === API_VERSION && !instanceOperations.some((one) => one.name === name))
    return unknownOperation(name);
  if (parts.authMode === 'lenient') return null;
  const signature = readSignature(exchange);
  if (signature === null) return null;
  const found = await findClientKey(parts, signature.clientKeyId);
  const texts = textsOf(stringToSign(masked(exchange, found !== null)));
  if (found === null)
    return explainUnknownKey(SCHEME, texts, null, 'sign with a client key of CreateClientKey, or of the settings');
  return explainSigned(parts, exchange, { signature, found, server: texts });
}

function unknownOperation(name: string): Explanation {
  const nearest = nearestNames(
    name,
    instanceOperations.map((operation) => operation.name),
  );
  const remedies = nearest.slice(0, 1).map(({ operation }) => `call ${operation}`);
  return { ...inWords('route', 'an instance has no operation of this name', remedies), nearest };
}

/** `null` where a header is missing or malformed, or the body is another: the error says so. */
function readSignature(exchange: Exchange): ClientKeySignature | null {
  try {
    return readClientKeySignature(exchange);
  } catch (error) {
    if (error instanceof VendorError) return null;
    throw error;
  }
}

interface Signed {
  readonly signature: ClientKeySignature;
  readonly found: OwnedClientKey;
  readonly server: SignedTexts;
}

/** One way in which a client may sign, and the text that it signs then. */
interface SigningVariant {
  readonly mistake: Correction | null;
  readonly change: (exchange: Exchange) => string;
}

async function explainSigned(parts: Parts, exchange: Exchange, signed: Signed): Promise<Explanation | null> {
  const { signature, found, server } = signed;
  const publicKey = publicKeyIn(found.key.certificate);
  const variant = publicKey === null ? null : variantOf(exchange, signature, publicKey);
  const other = variant === null ? await otherKey(parts, exchange, signed) : null;
  const mistake = variant?.mistake ?? null;
  const beside = timeCorrections(parts, exchange, signed);
  const rightIf = [mistake, other, ...beside].filter((one) => one !== null);
  const isExplained = variant !== null || other !== null;
  if (isExplained && rightIf.length === 0) return null;
  const client = variant === null ? null : textsOf(variant.change(maskedExchange(exchange)));
  return {
    about: 'signature',
    verdict: verdictOn(isExplained, rightIf),
    remedies: isExplained ? rightIf.map(({ remedy }) => remedy) : UNEXPLAINED,
    signature: {
      scheme: SCHEME,
      keyId: found.key.id,
      identity: found.identity.id,
      server,
      client,
      difference: client === null ? null : firstDifference(server.stringToSign, client.stringToSign),
      rightIf,
      tried: SIGNING_VARIANTS.length,
    },
    nearest: [],
  };
}

const UNEXPLAINED = [
  'check that the private key is the one of this client key, and its password the right one',
  'check that nothing changes the headers on the way',
];

function verdictOn(isExplained: boolean, rightIf: readonly Correction[]): string {
  return isExplained
    ? `the signature is right if ${rightIf.map(({ when }) => when).join(', and if ')}`
    : 'the signature is not one of this request by this client key';
}

/** What is wrong beside the signature: the times of the request and of the key. */
function timeCorrections({ settings }: Parts, { now }: Exchange, { signature, found }: Signed): Correction[] {
  const { key } = found;
  const clock = settings.check_timestamp ? clockMistake(signature.time, now, TIMESTAMP_WINDOW_MS) : null;
  const period = {
    mistake: 'key-period',
    when: `the client key counts now: it does from ${key.notBefore} to ${key.notAfter}`,
    remedy: 'make a client key whose time has come and is not over',
  };
  return [...(clock === null ? [] : [clock]), ...(isInForce(key, now) ? [] : [period])];
}

/** The text that the client signed; `null` where none of those that are tried is it. */
function variantOf(exchange: Exchange, { signature }: ClientKeySignature, publicKey: KeyObject): SigningVariant | null {
  return SIGNING_VARIANTS.find(({ change }) => isSignedBy(publicKey, change(exchange), signature)) ?? null;
}

/** What clients sign in place of the right text, the likeliest first. */
const SIGNING_VARIANTS: readonly SigningVariant[] = [
  { mistake: null, change: ({ request }) => stringToSign(request) },
  ofText(
    'line-before-resource',
    'there is an empty line before the resource',
    'write / right behind the headers: the page of the vendor has a line break there, which no SDK writes',
    (text) => text.replace(/\/$/, '\n/'),
  ),
  ofText('no-resource', 'the resource is left out', 'end the text with the resource, which is /', (text) =>
    text.replace(/\/$/, ''),
  ),
  ofText('line-end', 'the text ends in a line break', 'end the text with the resource', (text) => `${text}\n`),
  ofText('blank-header', 'a blank stands behind the colon of each header', 'write name:value without a blank', (text) =>
    text.replaceAll(/^(x-kms-[^:]*):/gm, '$1: '),
  ),
  {
    mistake: {
      mistake: 'hash-case',
      when: 'the hash of the body is written in lower case',
      remedy: 'sign content-sha256 as it is sent',
    },
    change: ({ request }) =>
      stringToSign({
        ...request,
        headers: { ...request.headers, 'content-sha256': sha256Hex(request.body) },
      }),
  },
  {
    mistake: {
      mistake: 'version-header',
      when: 'x-kms-migrationkeyversionid is left out',
      remedy: 'sign every header that begins with x-kms-',
    },
    change: ({ request }) => {
      const others = Object.entries(request.headers).filter(([name]) => name !== KEY_VERSION_HEADER);
      return stringToSign({ ...request, headers: Object.fromEntries(others) });
    },
  },
];

function ofText(mistake: string, when: string, remedy: string, write: (text: string) => string): SigningVariant {
  return { mistake: { mistake, when, remedy }, change: ({ request }) => write(stringToSign(request)) };
}

/** Whether another client key of the account made the signature. */
async function otherKey(parts: Parts, { request }: Exchange, { signature, found }: Signed): Promise<Correction | null> {
  const text = stringToSign(request);
  const keys = await listThings({ ...parts, vault: found.vault }, CLIENT_KEYS);
  const maker = keys.find(({ body: { certificate } }) => {
    const publicKey = publicKeyIn(certificate);
    return publicKey !== null && isSignedBy(publicKey, text, signature.signature);
  });
  if (maker === undefined) return null;
  return {
    mistake: 'other-client-key',
    when: `x-kms-acccesskeyid names the client key that signed, ${maker.id}`,
    remedy: 'give the client the id and the private key of one file',
  };
}

/** Headers whose values are no secrets, in lower case. */
const OPEN = new Set([
  'content-sha256',
  'content-type',
  'date',
  'x-kms-apiname',
  'x-kms-apiversion',
  'x-kms-signaturemethod',
  KEY_VERSION_HEADER,
]);

function maskedExchange(exchange: Exchange): Exchange {
  return { ...exchange, request: { ...exchange.request, ...masked(exchange, true) } };
}

/** @param showsKey whether the id of the client key is somebody's, and so no secret in the wrong place */
function masked({ request: { method, headers } }: Exchange, showsKey: boolean) {
  const open = showsKey ? new Set([...OPEN, CLIENT_KEY_HEADER]) : OPEN;
  const named = Object.entries(headers).map(([name, value]) => [maskedName(name), maskedValue(name, value, open)]);
  return { method, headers: Object.fromEntries(named) as Record<string, string> };
}

function textsOf(text: string): SignedTexts {
  return { canonicalRequest: null, stringToSign: text };
}
