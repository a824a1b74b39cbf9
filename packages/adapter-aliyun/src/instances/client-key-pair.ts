import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';

import type { Ids } from '@dragoman/core';

/** From when to when a client key counts, Unix milliseconds. */
export interface Validity {
  readonly notBefore: number;
  readonly notAfter: number;
}

const MODULUS_BITS = 2048;
const SERIAL_BYTES = 16;

/**
 * A new key pair of RSA_2048, the only kind that client keys are of, with a certificate that it signed itself.
 * @param id of the client key, the name in the certificate
 */
export async function newClientKeyPair(
  ids: Pick<Ids, 'bytes'>,
  id: string,
  validity: Validity,
): Promise<{ readonly certificate: string; readonly privateKey: string }> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: MODULUS_BITS,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return { certificate: await selfSigned(ids, id, validity, { publicKey, privateKey }), privateKey };
}

async function selfSigned(
  ids: Pick<Ids, 'bytes'>,
  id: string,
  { notBefore, notAfter }: Validity,
  pair: { readonly publicKey: string; readonly privateKey: string },
): Promise<string> {
  const { md, pki } = (await import('node-forge')).default;
  const certificate = pki.createCertificate();
  certificate.publicKey = pki.publicKeyFromPem(pair.publicKey);
  // A serial number is positive.
  certificate.serialNumber = `01${Buffer.from(ids.bytes(SERIAL_BYTES)).toString('hex')}`;
  certificate.validity.notBefore = new Date(notBefore);
  certificate.validity.notAfter = new Date(notAfter);
  const names = [
    { shortName: 'O', value: 'Alibaba Cloud' },
    { shortName: 'CN', value: id },
  ];
  certificate.setSubject(names);
  certificate.setIssuer(names);
  certificate.setExtensions([
    { name: 'basicConstraints', critical: true, cA: false },
    { name: 'keyUsage', critical: true, digitalSignature: true },
    { name: 'extKeyUsage', clientAuth: true },
  ]);
  certificate.sign(pki.privateKeyFromPem(pair.privateKey), md.sha256.create());
  // The library ends lines as on Windows.
  return pki.certificateToPem(certificate).replaceAll('\r\n', '\n');
}
