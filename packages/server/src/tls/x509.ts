import { createPublicKey, type KeyObject, sign } from 'node:crypto';

import type { Ids } from '@dragoman/core';
import type forgeModule from 'node-forge';

import { type HostNames, isWithin, type SigningNames } from './names.ts';

/** The library that writes certificates. It takes a while to load, and most gateways never need it. */
export type Forge = typeof forgeModule;

export async function loadForge(): Promise<Forge> {
  return (await import('node-forge')).default;
}

/** What a certificate says of itself; times are Unix milliseconds. */
export interface CertificateParts {
  /** Whose key the certificate vouches for. */
  readonly key: KeyObject;
  /** Shown in place of the product's name alone. */
  readonly commonName: string;
  readonly notBefore: number;
  readonly notAfter: number;
  readonly ids: Ids;
}

const NAME_CONSTRAINTS = '2.5.29.30';
/** How GeneralName tells its kinds apart. */
const DNS_NAME = 2;
const IP_ADDRESS = 7;

/**
 * A certificate that signs itself and may sign certificates for servers under these names, and nothing else. As PEM.
 * @param names `any`: of any name, for clients that are led for a while
 */
export function authorityCertificate(forge: Forge, parts: CertificateParts, names: SigningNames | 'any'): string {
  const certificate = blankCertificate(forge, parts);
  certificate.setIssuer(certificate.subject.attributes);
  certificate.setExtensions([
    { name: 'basicConstraints', critical: true, cA: true, pathLenConstraint: 0 },
    { name: 'keyUsage', critical: true, keyCertSign: true, cRLSign: true },
    { name: 'extKeyUsage', serverAuth: true },
    { name: 'subjectKeyIdentifier' },
    ...(names === 'any' ? [] : [{ id: NAME_CONSTRAINTS, critical: true, value: nameConstraints(forge, names) }]),
  ]);
  return signCertificate(forge, certificate, parts.key);
}

/** A server's certificate for these names, signed by the authority. As PEM. */
export function leafCertificate(
  forge: Forge,
  parts: CertificateParts,
  names: HostNames,
  authority: { readonly certificate: string; readonly key: KeyObject },
): string {
  const certificate = blankCertificate(forge, parts);
  const issuer = forge.pki.certificateFromPem(authority.certificate);
  certificate.setIssuer(issuer.subject.attributes);
  const altNames = [
    ...names.domains.map((value) => ({ type: DNS_NAME, value })),
    ...names.addresses.map((ip) => ({ type: IP_ADDRESS, ip })),
  ];
  certificate.setExtensions([
    { name: 'basicConstraints', critical: true, cA: false },
    { name: 'keyUsage', critical: true, digitalSignature: true, keyEncipherment: true },
    { name: 'extKeyUsage', serverAuth: true },
    { name: 'subjectKeyIdentifier' },
    { name: 'authorityKeyIdentifier', keyIdentifier: issuer.generateSubjectKeyIdentifier().getBytes() },
    { name: 'subjectAltName', altNames },
  ]);
  return signCertificate(forge, certificate, authority.key);
}

/** The names of this list that the authority's certificate does not permit, as they were given. */
export function notPermitted(forge: Forge, certificate: string, { domains, ranges }: SigningNames): string[] {
  const extension = forge.pki.certificateFromPem(certificate).getExtension('nameConstraints') as {
    permittedSubtrees?: Subtree[];
  } | null;
  // Without constraints nothing is forbidden.
  if (extension === null) return [];
  const permitted = extension.permittedSubtrees ?? [];
  const missingDomains = domains.filter(
    (domain) => !permitted.some(({ type, value }) => type === DNS_NAME && isWithin(domain, value)),
  );
  const missingRanges = ranges.filter(
    (range) =>
      !permitted.some(({ type, value }) => type === IP_ADDRESS && covers(value, addressRange(forge.util, range))),
  );
  return [...missingDomains, ...missingRanges.map(({ base }) => base)];
}

/** A name or a range of addresses as the extension holds it, one character for each byte. */
interface Subtree {
  readonly type: number;
  readonly value: string;
}

/** An address with its mask. */
function addressRange(util: Forge['util'], { base, bits }: SigningNames['ranges'][number]): string {
  // The library's types leave it out.
  const address = (util as unknown as { bytesFromIP(text: string): string }).bytesFromIP(base);
  return address + mask(address.length, bits).toString('binary');
}

function covers(outer: string, inner: string): boolean {
  const [range, innerBytes] = [Buffer.from(outer, 'binary'), Buffer.from(inner, 'binary')];
  const half = range.length / 2;
  return (
    innerBytes.length === range.length &&
    range.subarray(0, half).every((byte, index) => ((innerBytes[index] ?? 0) & (range[half + index] ?? 0)) === byte)
  );
}

function mask(bytes: number, bits: number): Buffer {
  return Buffer.from(
    Array.from({ length: bytes }, (_byte, index) => 0xff & (0xff00 >> Math.min(8, Math.max(0, bits - 8 * index)))),
  );
}

/** RFC 5280 4.2.1.10, which the library reads but does not write. */
function nameConstraints({ asn1, util }: Forge, names: SigningNames): forgeModule.asn1.Asn1 {
  // The library's types know none but universal tags.
  const create: (
    tagClass: number,
    tag: number,
    constructed: boolean,
    value: string | forgeModule.asn1.Asn1[],
  ) => forgeModule.asn1.Asn1 = asn1.create;
  const { UNIVERSAL, CONTEXT_SPECIFIC } = asn1.Class;
  const { SEQUENCE } = asn1.Type;
  const subtrees: Subtree[] = [
    ...names.domains.map((value) => ({ type: DNS_NAME, value })),
    ...names.ranges.map((range) => ({ type: IP_ADDRESS, value: addressRange(util, range) })),
  ];
  const permitted = subtrees.map(({ type, value }) =>
    create(UNIVERSAL, SEQUENCE, true, [create(CONTEXT_SPECIFIC, type, false, value)]),
  );
  return create(UNIVERSAL, SEQUENCE, true, [create(CONTEXT_SPECIFIC, 0, true, permitted)]);
}

function blankCertificate(
  forge: Forge,
  { key, commonName, notBefore, notAfter, ids }: CertificateParts,
): forgeModule.pki.Certificate {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(
    createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString(),
  );
  certificate.serialNumber = serialNumber(ids);
  certificate.validity.notBefore = new Date(notBefore);
  certificate.validity.notAfter = new Date(notAfter);
  certificate.setSubject([
    { name: 'organizationName', value: 'Dragoman' },
    { name: 'commonName', value: commonName },
  ]);
  return certificate;
}

/** 16 random bytes that read as a positive number without a leading zero, as DER wants it. */
function serialNumber(ids: Ids): string {
  const bytes = Buffer.from(ids.bytes(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString('hex');
}

/** The library's own arithmetic is slow: Node signs what it wrote. */
function signCertificate(forge: Forge, certificate: forgeModule.pki.Certificate, key: KeyObject): string {
  const signer = {
    sign: () =>
      sign('sha256', Buffer.from(forge.asn1.toDer(certificate.tbsCertificate).getBytes(), 'binary'), key).toString(
        'binary',
      ),
  };
  certificate.sign(signer as unknown as forgeModule.pki.rsa.PrivateKey, forge.md.sha256.create());
  return forge.pki.certificateToPem(certificate).replaceAll('\r\n', '\n');
}
