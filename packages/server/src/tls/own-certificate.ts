import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';

import { ConfigError } from '@dragoman/input';

import type { TlsSettings } from '../settings.ts';
import type { KeyAndCertificate } from './authority.ts';

/**
 * The certificate that the settings name; `null` when they name none.
 * @throws ConfigError when the files cannot be used together
 */
export function ownCertificate(
  { cert_file: certFile, key_file: keyFile }: TlsSettings['tls'],
  now: number,
): KeyAndCertificate | null {
  if (certFile === undefined && keyFile === undefined) return null;
  if (certFile === undefined)
    throw new ConfigError(`tls.key_file = "${keyFile ?? ''}" has no certificate beside it: give tls.cert_file too`);
  if (keyFile === undefined)
    throw new ConfigError(`tls.cert_file = "${certFile}" has no key beside it: give tls.key_file too`);
  const cert = contents('tls.cert_file', certFile);
  const key = contents('tls.key_file', keyFile);
  const certificate = parseFile(
    'tls.cert_file',
    certFile,
    'a certificate in PEM form',
    () => new X509Certificate(cert),
  );
  const privateKey = parseFile('tls.key_file', keyFile, 'a private key in PEM form without a passphrase', () =>
    createPrivateKey(key),
  );
  if (!certificate.checkPrivateKey(privateKey))
    throw new ConfigError(
      `tls.key_file = "${keyFile}" is not the key of ${certFile}: give the key that the certificate was made for`,
    );
  if (Date.parse(certificate.validTo) <= now)
    throw new ConfigError(
      `tls.cert_file = "${certFile}" ended on ${certificate.validTo}: give a certificate that still holds`,
    );
  parseFile('tls.cert_file', certFile, 'a certificate, and those that signed it, that TLS can use', () =>
    createSecureContext({ key, cert }),
  );
  return { key, cert };
}

function contents(setting: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new ConfigError(
      `${setting} = "${path}" cannot be read (${(error as NodeJS.ErrnoException).code ?? 'no file'}): ` +
        'give the path of a PEM file',
      { cause: error },
    );
  }
}

/** What the parser says may quote the file, so it stays the cause. */
function parseFile<Value>(setting: string, path: string, expected: string, parse: () => Value): Value {
  try {
    return parse();
  } catch (error) {
    throw new ConfigError(`${setting} = "${path}" does not fit: give ${expected}`, { cause: error });
  }
}
