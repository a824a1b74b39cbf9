import type { KeyObject } from 'node:crypto';

import type { Message } from '@dragoman/messages';
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

import { type ClientKeySignature, readClientKeySignature } from '../dkms/client-key-signature.ts';
import { isSignedBy, stringToSign } from '../dkms/signature.ts';
import { API_VERSION, CLIENT_KEY_HEADER, KEY_VERSION_HEADER } from '../dkms/request.ts';
import { CLIENT_KEYS, findClientKey, isInForce, type OwnedClientKey, publicKeyIn } from '../instances/client-key.ts';
import { listThings } from '../instances/instance-records.ts';
import { TIMESTAMP_WINDOW_MS } from '../names.ts';
import { instanceOperations } from '../operations/dkms/index.ts';
import type { AliyunSettings } from '../settings.ts';
import { INSTANCE_MESSAGES } from './instance-messages.ts';

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
  if (found === null) return explainUnknownKey(SCHEME, texts, null, INSTANCE_MESSAGES.makeClientKey);
  return explainSigned(parts, exchange, { signature, found, server: texts });
}

function unknownOperation(name: string): Explanation {
  const nearest = nearestNames(
    name,
    instanceOperations.map((operation) => operation.name),
  );
  const remedies = nearest.slice(0, 1).map(({ operation }) => INSTANCE_MESSAGES.call({ operation }));
  return { ...inWords('route', INSTANCE_MESSAGES.noOperation, remedies), nearest };
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

const UNEXPLAINED = [INSTANCE_MESSAGES.checkPrivateKey, INSTANCE_MESSAGES.checkHeaders];

function verdictOn(isExplained: boolean, rightIf: readonly Correction[]): Message {
  if (!isExplained) return INSTANCE_MESSAGES.notByThisKey;
  const all = rightIf.map(({ when }) => when);
  return INSTANCE_MESSAGES.right({ when: all.reduce((before, next) => INSTANCE_MESSAGES.whenAnd({ before, next })) });
}

/** What is wrong beside the signature: the times of the request and of the key. */
function timeCorrections({ settings }: Parts, { now }: Exchange, { signature, found }: Signed): Correction[] {
  const { key } = found;
  const clock = settings.check_timestamp ? clockMistake(signature.time, now, TIMESTAMP_WINDOW_MS) : null;
  const period = {
    mistake: 'key-period',
    when: INSTANCE_MESSAGES.countsNow({ from: key.notBefore, to: key.notAfter }),
    remedy: INSTANCE_MESSAGES.makeKeyInForce,
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
  ofText('line-before-resource', INSTANCE_MESSAGES.lineBeforeResource, INSTANCE_MESSAGES.noLineBefore, (text) =>
    text.replace(/\/$/, '\n/'),
  ),
  ofText('no-resource', INSTANCE_MESSAGES.noResource, INSTANCE_MESSAGES.endWithResource, (text) =>
    text.replace(/\/$/, ''),
  ),
  ofText('line-end', INSTANCE_MESSAGES.lineEnd, INSTANCE_MESSAGES.endWithResource, (text) => `${text}\n`),
  ofText('blank-header', INSTANCE_MESSAGES.blankHeader, INSTANCE_MESSAGES.noBlank, (text) =>
    text.replaceAll(/^(x-kms-[^:]*):/gm, '$1: '),
  ),
  {
    mistake: {
      mistake: 'hash-case',
      when: INSTANCE_MESSAGES.hashCase,
      remedy: INSTANCE_MESSAGES.signAsSent,
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
      when: INSTANCE_MESSAGES.versionHeader,
      remedy: INSTANCE_MESSAGES.signAllHeaders,
    },
    change: ({ request }) => {
      const others = Object.entries(request.headers).filter(([name]) => name !== KEY_VERSION_HEADER);
      return stringToSign({ ...request, headers: Object.fromEntries(others) });
    },
  },
];

function ofText(mistake: string, when: Message, remedy: Message, write: (text: string) => string): SigningVariant {
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
    when: INSTANCE_MESSAGES.otherKey({ id: maker.id }),
    remedy: INSTANCE_MESSAGES.oneFile,
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
