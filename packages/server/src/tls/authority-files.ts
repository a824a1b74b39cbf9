import { createPrivateKey, generateKeyPair, type KeyObject, X509Certificate } from 'node:crypto';
import { existsSync, linkSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import type { Ids } from '@dragoman/core';
import { makeDataDirectory, syncDirectory } from '@dragoman/environment';
import { ConfigError } from '@dragoman/input';

const KEY_FILE = 'ca.key';
const CERTIFICATE_FILE = 'ca.pem';

/** Every client that the gateway is for takes RSA, and so does the library that writes certificates. */
const RSA_BITS = 2048;

/** Keeps the authority's key and certificate between starts. */
export interface AuthorityStore {
  /** The kept key, or the new one that is kept from now on. */
  key(make: () => Promise<KeyObject>): Promise<KeyObject>;
  /**
   * The kept certificate as PEM, or the new one that is kept from now on. @throws ConfigError when it is not the
   * key's
   */
  certificate(key: KeyObject, make: () => string): string;
}

export async function newPrivateKey(): Promise<KeyObject> {
  return (await promisify(generateKeyPair)('rsa', { modulusLength: RSA_BITS })).privateKey;
}

/** Keeps nothing: the authority is gone with the process. */
export const memoryStore: AuthorityStore = { key: (make) => make(), certificate: (_key, make) => make() };

/** Where the certificate of the authority is in a data directory. */
export function certificatePath(dataDir: string): string {
  return join(dataDir, CERTIFICATE_FILE);
}

/**
 * Keeps them in a directory, readable by their owner alone. Whoever comes first makes them and the others take what is
 * there: the key is never replaced, and a certificate is always made for the key that is there.
 */
export function directoryStore(dataDir: string, ids: Ids): AuthorityStore {
  const keyPath = join(dataDir, KEY_FILE);
  const path = certificatePath(dataDir);
  const keep = (target: string, text: string): void => {
    writeIfAbsent(target, text, ids);
  };
  return {
    async key(make) {
      // Asked first: who sees a certificate, made after its key, sees the key too.
      const hasCertificate = existsSync(path);
      if (!existsSync(keyPath) && hasCertificate) throw unusable(path, `${KEY_FILE} is missing`);
      if (!existsSync(keyPath)) keep(keyPath, (await make()).export({ type: 'pkcs8', format: 'pem' }).toString());
      return readable(keyPath, createPrivateKey);
    },
    certificate(key, make) {
      if (!existsSync(path)) keep(path, make());
      const certificate = readable(path, (pem) => new X509Certificate(pem));
      checkPair(path, certificate, key);
      return certificate.toString();
    },
  };
}

/**
 * Looks whether an authority that is in the directory can be used at this time; there may be none.
 * @throws ConfigError that names the file which cannot
 */
export function checkKept(dataDir: string, now: number): void {
  const [keyPath, path] = [join(dataDir, KEY_FILE), certificatePath(dataDir)];
  const key = existsSync(keyPath) ? readable(keyPath, createPrivateKey) : null;
  if (!existsSync(path)) return;
  const certificate = readable(path, (pem) => new X509Certificate(pem));
  checkPair(path, certificate, key);
  checkValidity(path, certificate, now);
}

/** @param key `null` where there is none. @throws ConfigError when it is not the certificate's */
function checkPair(path: string, certificate: X509Certificate, key: KeyObject | null): void {
  if (key === null) throw unusable(path, `${KEY_FILE} is missing`);
  if (!certificate.checkPrivateKey(key)) throw unusable(path, `it does not belong to ${KEY_FILE}`);
  // It signed itself. Clients do not look at that signature, and would find another name or another time instead.
  if (!certificate.verify(certificate.publicKey)) throw unusable(path, 'it is not as it was made');
}

/** @throws ConfigError when the certificate does not hold now */
export function checkValidity(path: string, { validFrom, validTo }: X509Certificate, now: number): void {
  if (Date.parse(validTo) <= now) throw unusable(path, `it ended on ${validTo}`);
  if (now < Date.parse(validFrom)) throw unusable(path, `it begins on ${validFrom}: is this machine's clock right?`);
}

function readable<Parsed>(path: string, parse: (pem: string) => Parsed): Parsed {
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw unusable(path, (error as Error).message, error);
  }
}

function unusable(path: string, reason: string, cause?: unknown): ConfigError {
  const remedy =
    `remove ${CERTIFICATE_FILE} and ${KEY_FILE} there to have a new authority made, and let ` +
    'clients trust that one';
  return new ConfigError(`the authority in "${path}" cannot be used (${reason}): ${remedy}`, { cause });
}

/** Writes the whole file at once, unless another process was first. */
function writeIfAbsent(path: string, text: string, ids: Ids): void {
  const draft = `${path}.${ids.uuid()}`;
  try {
    makeDataDirectory(dirname(path));
    writeFileSync(draft, text, { mode: 0o600, flag: 'wx', flush: true });
    try {
      linkSync(draft, path);
    } finally {
      unlinkSync(draft);
    }
    syncDirectory(dirname(path));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST')
      throw new ConfigError(
        `the authority cannot be kept in "${path}" (${message}): give a --data-dir that can be ` +
          'written, or use --memory',
        { cause: error },
      );
  }
}
