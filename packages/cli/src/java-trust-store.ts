import { hash } from 'node:crypto';

const MAGIC = 0xfeedfeed;
const VERSION = 2;
const TRUSTED_CERTIFICATE = 2;

/** What the format's own check sum is salted with (`sun.security.provider.JavaKeyStore`). */
const SALT = 'Mighty Aphrodite';

/**
 * A Java key store (JKS) that holds certificates to be trusted and nothing else, as `keytool -importcert` would make
 * it.
 * @param certificates as PEM
 * @param password what Java is told to check the store with; it keeps nothing secret, as certificates are not
 */
export function javaTrustStore(certificates: readonly string[], password: string): Buffer {
  const entries = certificates.map((pem, at) => entryOf(`certificate-${at}`, bytesOf(pem)));
  const content = Buffer.concat([int(MAGIC), int(VERSION), int(entries.length), ...entries]);
  const digest = hash(
    'sha1',
    Buffer.concat([Buffer.from(password, 'utf16le').swap16(), Buffer.from(SALT), content]),
    'buffer',
  );
  return Buffer.concat([content, digest]);
}

/** Parsing the hundred and more that everybody trusts would be a tenth of what `exec` takes to start. */
function bytesOf(pem: string): Buffer {
  return Buffer.from(pem.replaceAll(/-----[A-Z ]+-----/g, ''), 'base64');
}

function entryOf(alias: string, certificate: Buffer): Buffer {
  // The time of making says nothing here.
  const madeAt = Buffer.alloc(8);
  return Buffer.concat([
    int(TRUSTED_CERTIFICATE),
    text(alias),
    madeAt,
    text('X.509'),
    int(certificate.length),
    certificate,
  ]);
}

function int(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** Java's own UTF-8, which for ASCII is ASCII. */
function text(value: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(value.length);
  return Buffer.concat([length, Buffer.from(value, 'ascii')]);
}
