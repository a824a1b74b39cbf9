import { generateKeyPair, sign } from 'node:crypto';
import { promisify } from 'node:util';

import type { Ids } from '@dragoman/core';
import type forgeModule from 'node-forge';

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
  const forge = (await import('node-forge')).default;
  const { pki } = forge;
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
  signCertificate(forge, certificate, pair.privateKey);
  // The library ends lines as on Windows.
  return pki.certificateToPem(certificate).replaceAll('\r\n', '\n');
}

/** The library's own arithmetic is slow: Node signs what it wrote. */
function signCertificate({ asn1, md }: typeof forgeModule, certificate: forgeModule.pki.Certificate, key: string) {
  const toBeSigned = () => Buffer.from(asn1.toDer(certificate.tbsCertificate).getBytes(), 'latin1');
  const signer = { sign: () => sign('sha256', toBeSigned(), key).toString('latin1') };
  certificate.sign(signer as unknown as forgeModule.pki.rsa.PrivateKey, md.sha256.create());
}
