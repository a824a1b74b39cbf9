import type { ClientKey } from './client-key.ts';

/** As GetClientKey and ListClientKeys show it: without the private half. */
export function clientKeyToWire({ id, accessPoint, certificate, createdAt, notBefore, notAfter }: ClientKey) {
  return {
    ClientKeyId: id,
    AapName: accessPoint,
    KeyAlgorithm: 'RSA_2048',
    KeyOrigin: 'KMS_PROVIDED',
    PublicKeyData: certificate,
    CreateTime: createdAt,
    NotBefore: notBefore,
    NotAfter: notAfter,
  };
}
