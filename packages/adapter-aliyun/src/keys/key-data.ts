import {
  type Decrypted,
  DomainError,
  type Encrypted,
  type EncryptionContext,
  type KeyRef,
  type OpenedBy,
  decryptData,
  encryptData,
  loadKey,
  readCiphertext,
} from '@dragoman/core';
import { InvalidInputError } from '@dragoman/protocol-kit';
import { Type } from '@sinclair/typebox';

import { HELP } from '../messages/operations.ts';
import type { AliyunContext } from '../operation.ts';
import { isObject, parseJson } from '../wire/json.ts';
import { dataKeyBytes } from './data-key-bytes.ts';
import {
  hasInstanceBlobs,
  isInstanceBlob,
  keyOfInstanceBlob,
  makeInstanceBlob,
  openInstanceBlob,
} from './instance-blob.ts';
import { keyRefFromWire } from './key-id.ts';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The bytes of a parameter in Base64, standard alphabet, with padding. @throws InvalidInput naming it */
export function bytesFromWire(parameter: string, text: string, maxBytes = Infinity): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (BASE64.test(text) && bytes.length <= maxBytes) return bytes;
  throw new InvalidInputError(
    parameter,
    'format',
    HELP.base64({ parameter, value: Number.isFinite(maxBytes) ? ` of at most ${maxBytes} bytes` : '' }),
  );
}

/** What {@link encryptData} is to encrypt, from a Plaintext. */
export interface Plaintext {
  readonly plaintext: Buffer;
  /** Whether the bytes are the UTF-8 of the text itself, and to be given back as that text. */
  readonly asSent: boolean;
}

const MAX_PLAINTEXT_BYTES = 6 * 1024;

/**
 * The bytes of a Plaintext: what its Base64 stands for; else, unless settings ask for Base64, the text itself. The
 * documentation asks for Base64, while the Terraform provider's tests and pages send plain text and read it back.
 * @throws InvalidInput for more than 6,144 bytes
 */
export function plaintextFromWire({ settings }: Pick<AliyunContext, 'settings'>, text: string): Plaintext {
  const given = plaintextOf(text);
  if (settings.plaintext === 'base64' || !given.asSent)
    return { plaintext: bytesFromWire('Plaintext', text, MAX_PLAINTEXT_BYTES), asSent: false };
  if (given.plaintext.length <= MAX_PLAINTEXT_BYTES) return given;
  throw new InvalidInputError('Plaintext', 'format', HELP.plaintextLength({ limit: MAX_PLAINTEXT_BYTES }));
}

/** What Base64 stands for, and any other text itself. */
function plaintextOf(text: string): Plaintext {
  const decoded = Buffer.from(text, 'base64');
  return bytesToWire(decoded) === text
    ? { plaintext: decoded, asSent: false }
    : { plaintext: Buffer.from(text), asSent: true };
}

export function plaintextToWire({ plaintext, asSent }: Plaintext): string {
  return asSent ? plaintext.toString() : bytesToWire(plaintext);
}

/** Bound to a ciphertext beside the client's context where its plaintext is a string as it was sent. */
const AS_SENT: EncryptionContext = { 'dragoman:plaintext': 'as sent' };

/** The context that a plaintext is encrypted with. */
function boundContext(context: EncryptionContext, { asSent }: Pick<Plaintext, 'asSent'>): EncryptionContext {
  return asSent ? { ...context, ...AS_SENT } : context;
}

export function bytesToWire(bytes: Buffer): string {
  return bytes.toString('base64');
}

/** An encryption context as a request has it: at most 8,192 characters (the vendor's page 42975). */
export const contextField = Type.Optional(Type.String({ maxLength: 8192 }));

/** An encryption context: a JSON object of strings. @throws InvalidInput naming the parameter */
export function contextFromWire(parameter: string, text: string | undefined): EncryptionContext {
  const parsed = text === undefined ? {} : parseJson(parameter, text);
  const pairs = isObject(parsed) ? Object.entries(parsed) : [['', null] as const];
  return Object.fromEntries(
    pairs.map(([key, value]) => {
      if (typeof value !== 'string')
        throw new InvalidInputError(parameter, 'format', HELP.objectOfStrings({ parameter }));
      return [key, value];
    }),
  );
}

/** Which key worked, part of most answers. */
export function workerToWire({ key, version }: OpenedBy) {
  return { KeyId: key.id, KeyVersionId: version.id };
}

/**
 * A ciphertext begins with the id of the version that made it, as KMS's own do; the rest says all that decryption
 * needs.
 */
const VERSION_ID_BYTES = 36;

function ciphertextToWire({ version, ciphertext }: Encrypted): string {
  return bytesToWire(Buffer.concat([Buffer.from(version.id), ciphertext]));
}

/** A ciphertext in the layout of its key's, and the key that made it. */
export interface Blob extends OpenedBy {
  readonly CiphertextBlob: string;
}

/** Encrypts a Plaintext. @throws DomainError as {@link encryptData} does */
export async function makeBlob(
  { services }: Pick<AliyunContext, 'services'>,
  ref: KeyRef,
  context: EncryptionContext,
  given: Plaintext,
): Promise<Blob> {
  const key = await loadKey(services, ref);
  if (hasInstanceBlobs(key)) {
    const { blob, ...worker } = await makeInstanceBlob({ services }, key, plaintextToWire(given), context);
    return { ...worker, CiphertextBlob: bytesToWire(blob) };
  }
  const bound = boundContext(context, given);
  const encrypted = await encryptData(services, { plaintext: given.plaintext, context: bound, ref });
  return { key: encrypted.key, version: encrypted.version, CiphertextBlob: ciphertextToWire(encrypted) };
}

/** Makes a data key, in the clear and encrypted. @throws DomainError as {@link makeBlob} does */
export async function makeDataKey(
  context: AliyunContext,
  request: Parameters<typeof dataKeyBytes>[0] & { readonly KeyId: string; readonly EncryptionContext?: string },
): Promise<Blob & { readonly plaintext: Buffer }> {
  const bound = contextFromWire('EncryptionContext', request.EncryptionContext);
  const ref = keyRefFromWire(context, request.KeyId);
  const plaintext = Buffer.from(context.services.ids.bytes(dataKeyBytes(request)));
  return { ...(await makeBlob(context, ref, bound, { plaintext, asSent: false })), plaintext };
}

/** The id of the key that made a ciphertext. @throws DomainError `ciphertext-invalid` */
export async function keyIdOfBlob(context: AliyunContext, bytes: Buffer): Promise<string> {
  const rest = bytes.subarray(VERSION_ID_BYTES);
  if (isInstanceBlob(rest)) return (await keyOfInstanceBlob(context, bytes)).id;
  return readCiphertext(rest)?.keyId ?? '';
}

/** A ciphertext to open, and the key that must have made it, if one must. */
interface ToOpen {
  readonly blob: string;
  readonly context: EncryptionContext;
  readonly ref?: KeyRef;
}

/** @throws InvalidInput, DomainError as {@link decryptData} does */
export async function openBlob(context: AliyunContext, { blob, ...bound }: ToOpen): Promise<Decrypted & Plaintext> {
  const bytes = bytesFromWire('CiphertextBlob', blob);
  const ciphertext = bytes.subarray(VERSION_ID_BYTES);
  if (isInstanceBlob(ciphertext)) return openOfInstance(context, bytes, bound);
  const opened = await openEither(context, { ...bound, ciphertext });
  if (bytes.toString('latin1', 0, VERSION_ID_BYTES) === opened.version.id) return opened;
  throw new DomainError('ciphertext-invalid', opened.key.id);
}

async function openOfInstance(
  context: AliyunContext,
  bytes: Buffer,
  { ref, context: bound }: Omit<ToOpen, 'blob'>,
): Promise<Decrypted & Plaintext> {
  const maker = await keyOfInstanceBlob(context, bytes);
  if (ref !== undefined && (await loadKey(context.services, ref)).id !== maker.id)
    throw new DomainError('ciphertext-invalid', maker.id);
  const { text, ...worker } = await openInstanceBlob(context.services, maker, bytes, bound);
  return { ...worker, ...plaintextOf(text) };
}

/** Only the context that was bound opens a ciphertext, and says what its plaintext is. */
async function openEither(
  { services, vault: own, shared }: AliyunContext,
  sealed: Omit<Parameters<typeof decryptData>[1], 'vault'>,
): Promise<Decrypted & Plaintext> {
  // Of a key that another account shares, the vault is known by the key's id.
  const keyId = shared === null ? undefined : readCiphertext(sealed.ciphertext)?.keyId;
  const vault = (keyId === undefined ? undefined : shared?.get(keyId)) ?? own;
  const open = async (asSent: boolean) => {
    const context = boundContext(sealed.context, { asSent });
    return { ...(await decryptData(services, { vault, ...sealed, context })), asSent };
  };
  try {
    return await open(false);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'ciphertext-invalid') throw error;
    return open(true);
  }
}
