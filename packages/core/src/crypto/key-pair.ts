import { type KeyObject, createPrivateKey, createPublicKey, generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';

import type { KeySpec } from '../model/key-spec.ts';
import { CURVES, type Curve, type CurveSpec, newScalar, publicPoint } from './curves.ts';

const RSA_BITS = { RSA_2048: 2048, RSA_3072: 3072, RSA_4096: 4096 } as const satisfies Partial<Record<KeySpec, number>>;

export type RsaSpec = keyof typeof RSA_BITS;

export function isRsa(spec: KeySpec): spec is RsaSpec {
  return spec in RSA_BITS;
}

export function isElliptic(spec: KeySpec): spec is CurveSpec {
  return spec in CURVES;
}

/** A new private key: PKCS #8 for RSA, the bare number for a curve. */
export async function newPrivateKey(spec: RsaSpec | CurveSpec): Promise<Buffer> {
  if (!isRsa(spec)) return newScalar(CURVES[spec]);
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: RSA_BITS[spec] });
  return privateKey.export({ type: 'pkcs8', format: 'der' });
}

/** The RSA private key of a material. */
export function rsaPrivateKey(material: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.from(material), format: 'der', type: 'pkcs8' });
}

/** The public key, as DER SubjectPublicKeyInfo. */
export function publicDer(spec: RsaSpec | CurveSpec, material: Uint8Array): Buffer {
  if (isRsa(spec)) return createPublicKey(rsaPrivateKey(material)).export({ type: 'spki', format: 'der' });
  const curve = CURVES[spec];
  return Buffer.concat([Buffer.from(curve.publicPrefix, 'hex'), publicPoint(curve, material)]);
}

/** The private key, as DER PKCS #8, for a key pair that is handed out. */
export function privateDer(spec: RsaSpec | CurveSpec, material: Uint8Array): Buffer {
  if (isRsa(spec)) return Buffer.from(material);
  return Buffer.concat([Buffer.from(CURVES[spec].privatePrefix, 'hex'), material]);
}

/** DER as PEM (RFC 7468). */
export function pemOf(label: 'PUBLIC KEY' | 'PRIVATE KEY', der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/**
 * The uncompressed point from SubjectPublicKeyInfo or as it is; `null` where it has another length or form. Whether it
 * lies on the curve is not looked at.
 */
export function readPublicPoint({ publicPrefix, bytes }: Curve, key: Uint8Array): Uint8Array | null {
  const prefix = Buffer.from(publicPrefix, 'hex');
  const point = prefix.equals(key.subarray(0, prefix.length)) ? key.subarray(prefix.length) : key;
  return point.length === 1 + 2 * bytes && point[0] === 4 ? point : null;
}
