import { type KeyObject, createPrivateKey, createPublicKey, generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';

import type { KeySpec } from '../model/key-spec.ts';
import {
  CURVES,
  type Curve,
  type CurveSpec,
  type Pair,
  bytesNumber,
  newPair,
  numberBytes,
  pairOf,
  pointBytes,
  readPoint,
} from './curves.ts';
import { derBits, derInteger, derOctets, derSequence } from './der.ts';

/** The object identifier id-ecPublicKey, encoded with its tag and length. */
const EC_PUBLIC_KEY = Buffer.from('06072a8648ce3d0201', 'hex');

const RSA_BITS = { RSA_2048: 2048, RSA_3072: 3072, RSA_4096: 4096 } as const satisfies Partial<Record<KeySpec, number>>;

export type RsaSpec = keyof typeof RSA_BITS;

export function isRsa(spec: KeySpec): spec is RsaSpec {
  return spec in RSA_BITS;
}

export function isElliptic(spec: KeySpec): spec is CurveSpec {
  return spec in CURVES;
}

/** A new private half: PKCS #8 for RSA, the bare number for a curve. */
export async function newPrivateHalf(spec: RsaSpec | CurveSpec): Promise<Buffer> {
  if (!isRsa(spec)) return numberBytes(newPair(CURVES[spec]).secret, CURVES[spec].bytes);
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: RSA_BITS[spec] });
  return privateKey.export({ type: 'pkcs8', format: 'der' });
}

/** The RSA private key of a material. */
export function rsaPrivateKey(material: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.from(material), format: 'der', type: 'pkcs8' });
}

/** The pair of a curve key's material. */
export function curvePair(spec: CurveSpec, material: Uint8Array): Pair {
  return pairOf(CURVES[spec], bytesNumber(material));
}

/** The public half, as DER SubjectPublicKeyInfo. */
export function publicDer(spec: RsaSpec | CurveSpec, material: Uint8Array): Buffer {
  if (isRsa(spec)) return createPublicKey(rsaPrivateKey(material)).export({ type: 'spki', format: 'der' });
  const curve = CURVES[spec];
  return Buffer.concat([pointPrefix(curve), pointBytes(curve, curvePair(spec, material).point)]);
}

/** The private half, as DER PKCS #8, for a key pair that is handed out. */
export function privateDer(spec: RsaSpec | CurveSpec, material: Uint8Array): Buffer {
  if (isRsa(spec)) return Buffer.from(material);
  const inner = derSequence(derInteger(1n), derOctets(material));
  return derSequence(derInteger(0n), derSequence(EC_PUBLIC_KEY, CURVES[spec].oid), derOctets(inner));
}

/** DER in PEM's clothes. */
export function pemOf(label: 'PUBLIC KEY' | 'PRIVATE KEY', der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** A point from SubjectPublicKeyInfo or from its bare uncompressed form; `null` where it is none of the curve. */
export function readPublicPoint(curve: Curve, bytes: Uint8Array): Pair['point'] | null {
  const prefix = pointPrefix(curve);
  const isInfo = Buffer.from(bytes.subarray(0, prefix.length)).equals(prefix);
  return readPoint(curve, isInfo ? bytes.subarray(prefix.length) : bytes);
}

/** All of SubjectPublicKeyInfo that stands before the point. */
function pointPrefix(curve: Curve): Buffer {
  const point = Buffer.alloc(1 + 2 * curve.bytes);
  const whole = derSequence(derSequence(EC_PUBLIC_KEY, curve.oid), derBits(point));
  return whole.subarray(0, whole.length - point.length);
}
