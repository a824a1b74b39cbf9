import { createPrivateKey } from 'node:crypto';

import type forgeModule from 'node-forge';

type Forge = typeof forgeModule;
type Asn1 = forgeModule.asn1.Asn1;

/** A client key with what proves it. */
export interface ClientKeyPair {
  /** `KAAP.` and a UUID. */
  readonly id: string;
  /** As PEM. */
  readonly certificate: string;
  /** PKCS#8 as PEM. */
  readonly privateKey: string;
}

const PFX_VERSION = 3;
/** Of each derivation from the password: what OpenSSL takes by itself. */
const ITERATIONS = 2048;
const SALT_BYTES = 8;
const MAC_KEY_BYTES = 20;
/** What RFC 7292, appendix B.3, calls the purpose of key material for the MAC. */
const MAC_PURPOSE = 3;

/**
 * `PrivateKeyData` of CreateClientKey: the key in PKCS#12 under the caller's password, in Base64. Triple DES and SHA-1
 * (the Go SDK takes nothing newer), the certificate in the first of exactly two contents (it takes the second for the
 * key), both encrypted by the same scheme (OpenSSL 3 has no RC2 by itself).
 * @param password as CreateClientKey takes it: ASCII
 */
export async function clientKeyData({ certificate, privateKey }: ClientKeyPair, password: string): Promise<string> {
  const forge = (await import('node-forge')).default;
  const { asn1, pki } = forge;
  const contents = sequence(forge, [
    encryptedContent(forge, certificateBags(forge, certificate), password),
    plainContent(forge, sequence(forge, [keyBag(forge, privateKey, password)])),
  ]);
  const authenticatedSafe = asn1.toDer(contents).getBytes();
  const pfx = sequence(forge, [
    integer(forge, PFX_VERSION),
    sequence(forge, [oid(forge, pki.oids['data']), explicit(forge, octets(forge, authenticatedSafe))]),
    macOf(forge, authenticatedSafe, password),
  ]);
  return Buffer.from(asn1.toDer(pfx).getBytes(), 'binary').toString('base64');
}

/** The file that SDKs are given: they read these two members. */
export function clientKeyFile(id: string, privateKeyData: string): string {
  return JSON.stringify({ KeyId: id, PrivateKeyData: privateKeyData });
}

function certificateBags(forge: Forge, certificate: string): Asn1 {
  const { asn1, pki } = forge;
  const der = asn1.toDer(pki.certificateToAsn1(pki.certificateFromPem(certificate))).getBytes();
  const bag = sequence(forge, [oid(forge, pki.oids['x509Certificate']), explicit(forge, octets(forge, der))]);
  return sequence(forge, [sequence(forge, [oid(forge, pki.oids['certBag']), explicit(forge, bag)])]);
}

function keyBag(forge: Forge, privateKey: string, password: string): Asn1 {
  const der = createPrivateKey(privateKey).export({ type: 'pkcs8', format: 'der' });
  const encrypted = encrypt(forge, forge.asn1.fromDer(der.toString('binary')), password);
  return sequence(forge, [oid(forge, forge.pki.oids['pkcs8ShroudedKeyBag']), explicit(forge, encrypted)]);
}

/** EncryptedPrivateKeyInfo, which is an algorithm and what was encrypted by it, whatever that was. */
function encrypt({ pki }: Forge, content: Asn1, password: string): Asn1 {
  return pki.encryptPrivateKeyInfo(content, password, { algorithm: '3des', count: ITERATIONS, saltSize: SALT_BYTES });
}

function plainContent(forge: Forge, content: Asn1): Asn1 {
  const bytes = forge.asn1.toDer(content).getBytes();
  return sequence(forge, [oid(forge, forge.pki.oids['data']), explicit(forge, octets(forge, bytes))]);
}

/** RFC 5652, section 8: the encrypted bytes stand under an implicit tag. */
function encryptedContent(forge: Forge, content: Asn1, password: string): Asn1 {
  const { asn1, pki } = forge;
  const [algorithm, bytes] = encrypt(forge, content, password).value as [Asn1, Asn1];
  const info = sequence(forge, [
    oid(forge, pki.oids['data']),
    algorithm,
    asn1.create(asn1.Class.CONTEXT_SPECIFIC, asn1.Type.NONE, false, bytes.value),
  ]);
  const data = sequence(forge, [integer(forge, 0), info]);
  return sequence(forge, [oid(forge, pki.oids['encryptedData']), explicit(forge, data)]);
}

function macOf(forge: Forge, content: string, password: string): Asn1 {
  const { hmac, pki, pkcs12, random, util } = forge;
  const salt = random.getBytesSync(SALT_BYTES);
  const key = pkcs12.generateKey(password, util.createBuffer(salt), MAC_PURPOSE, ITERATIONS, MAC_KEY_BYTES);
  const mac = hmac.create();
  mac.start('sha1', key);
  mac.update(content);
  const algorithm = sequence(forge, [oid(forge, pki.oids['sha1']), nothing(forge)]);
  const digest = sequence(forge, [algorithm, octets(forge, mac.getMac().getBytes())]);
  return sequence(forge, [digest, octets(forge, salt), integer(forge, ITERATIONS)]);
}

function sequence({ asn1 }: Forge, values: readonly Asn1[]): Asn1 {
  return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SEQUENCE, true, [...values]);
}

function explicit(forge: Forge, value: Asn1): Asn1 {
  const { asn1 } = forge;
  return asn1.create(asn1.Class.CONTEXT_SPECIFIC, asn1.Type.NONE, true, [value]);
}

function oid({ asn1 }: Forge, id: string | undefined): Asn1 {
  return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.OID, false, asn1.oidToDer(id ?? '').getBytes());
}

function octets({ asn1 }: Forge, bytes: string): Asn1 {
  return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.OCTETSTRING, false, bytes);
}

function integer({ asn1 }: Forge, value: number): Asn1 {
  return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.INTEGER, false, asn1.integerToDer(value).getBytes());
}

function nothing({ asn1 }: Forge): Asn1 {
  return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.NULL, false, '');
}
