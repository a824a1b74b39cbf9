import { createECDH } from 'node:crypto';

/**
 * The curves that keys lie on, and their keys as bytes. OpenSSL makes the keys. Signatures and encryption, which
 * `node:crypto` does over messages alone and for SM2 not as the clouds do, are in `ecdsa.ts` and `sm2.ts`; these load
 * `@noble/curves` and are loaded when a key first does such work.
 */
export interface Curve {
  /** As OpenSSL calls it. */
  readonly name: string;
  /** Length of a coordinate and of a private key, in bytes. */
  readonly bytes: number;
  /** What precedes the uncompressed point in DER SubjectPublicKeyInfo (RFC 5480, 2), in hexadecimal digits. */
  readonly publicPrefix: string;
  /** What precedes the private key in DER PKCS #8 without the public key (RFC 5915, 3), in hexadecimal digits. */
  readonly privatePrefix: string;
}

export type CurveSpec = 'EC_P256' | 'EC_P384' | 'EC_P521' | 'EC_SECP256K1' | 'SM2';

export const CURVES: Readonly<Record<CurveSpec, Curve>> = {
  EC_P256: {
    name: 'prime256v1',
    bytes: 32,
    publicPrefix: '3059301306072a8648ce3d020106082a8648ce3d030107034200',
    privatePrefix: '3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420',
  },
  EC_P384: {
    name: 'secp384r1',
    bytes: 48,
    publicPrefix: '3076301006072a8648ce3d020106052b81040022036200',
    privatePrefix: '304e020100301006072a8648ce3d020106052b81040022043730350201010430',
  },
  EC_P521: {
    name: 'secp521r1',
    bytes: 66,
    publicPrefix: '30819b301006072a8648ce3d020106052b8104002303818600',
    privatePrefix: '3060020100301006072a8648ce3d020106052b81040023044930470201010442',
  },
  EC_SECP256K1: {
    name: 'secp256k1',
    bytes: 32,
    publicPrefix: '3056301006072a8648ce3d020106052b8104000a034200',
    privatePrefix: '303e020100301006072a8648ce3d020106052b8104000a042730250201010420',
  },
  SM2: {
    name: 'SM2',
    bytes: 32,
    publicPrefix: '3059301306072a8648ce3d020106082a811ccf5501822d034200',
    privatePrefix: '3041020100301306072a8648ce3d020106082a811ccf5501822d042730250201010420',
  },
};

/** A new private key: a random number from 1 to below the order, big-endian at the length of the curve. */
export function newScalar({ name, bytes }: Curve): Buffer {
  const ecdh = createECDH(name);
  ecdh.generateKeys();
  const scalar = ecdh.getPrivateKey();
  return Buffer.concat([Buffer.alloc(bytes - scalar.length), scalar]);
}

/** The public key of a private one: the uncompressed point. */
export function publicPoint({ name }: Curve, scalar: Uint8Array): Buffer {
  const ecdh = createECDH(name);
  ecdh.setPrivateKey(scalar);
  return ecdh.getPublicKey();
}
