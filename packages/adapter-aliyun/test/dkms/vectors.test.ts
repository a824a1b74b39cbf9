import { createDecipheriv, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { packAdvanceCiphertext, unpackAdvanceCiphertext } from '../../src/dkms/ciphertext.ts';
import { decodeMessage } from '../../src/dkms/message.ts';
import { MESSAGES } from '../../src/dkms/messages.ts';
import { hasStatedBody, isSignedBy, presentedSignature, stringToSign } from '../../src/dkms/signature.ts';

interface InstanceVector {
  readonly name: string;
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body_base64: string;
  readonly body_fields?: readonly (readonly [number, 'bytes' | 'varint', string | number])[];
  readonly string_to_sign: string;
  readonly signature_base64: string;
  readonly verdict: string;
}

const vectors = JSON.parse(readFileSync(new URL('../vectors/aliyun-kms-instance.json', import.meta.url), 'utf8')) as {
  readonly client_key: { readonly certificate_pem: string };
  readonly instance: readonly InstanceVector[];
  readonly ciphertext: Readonly<Record<string, string>>;
};
const publicKey = new X509Certificate(vectors.client_key.certificate_pem).publicKey;

describe.each(vectors.instance.map((vector) => [vector.name, vector] as const))('the request %s', (_name, vector) => {
  const headers = Object.fromEntries(vector.headers.map(([name, value]) => [name.toLowerCase(), value]));
  const body = Buffer.from(vector.body_base64, 'base64');
  const text = stringToSign({ method: vector.method, headers });
  const signature = presentedSignature(headers['authorization'] ?? '') ?? '';

  it('is judged as the vector says', () => {
    const isSigned = isSignedBy(publicKey, text, signature);
    // Whose clock is right is no matter of the signature.
    const expected = /SignatureNotMatch/.test(vector.verdict) ? [false, true] : [true, !/SHA256/.test(vector.verdict)];
    expect([isSigned, hasStatedBody({ headers, body })]).toEqual(expected);
    if (isSigned) expect(text).toBe(vector.string_to_sign);
  });

  it('presents the signature of the vector', () => {
    expect(signature).toBe(vector.signature_base64);
  });

  it('has a body that the operation reads', () => {
    const { request } = MESSAGES[headers['x-kms-apiname'] as keyof typeof MESSAGES];
    const message = decodeMessage(request, body) as Readonly<Record<string, unknown>>;
    const byNumber = new Map(Object.entries(request).map(([name, [number]]) => [number as number, message[name]]));
    for (const [number, kind, value] of vector.body_fields ?? []) {
      const read = byNumber.get(number);
      if (kind === 'varint') expect(Number(read)).toBe(value);
      else expect(Buffer.from(read as string | Uint8Array).toString('hex')).toBe(value);
    }
  });
});

describe('a ciphertext of AdvanceEncrypt', () => {
  const { ciphertext } = vectors;
  const blob = Buffer.from(ciphertext['blob_hex'] ?? '', 'hex');

  it('comes apart as the vector says, and opens', () => {
    const parts = unpackAdvanceCiphertext(blob);
    if (parts === null) throw new Error('it does not come apart');
    const { keyVersionId, iv, sealed } = parts;
    expect(keyVersionId).toBe(ciphertext['key_version_id']);
    expect(Buffer.from(iv).toString('hex')).toBe(ciphertext['iv_hex']);
    expect(Buffer.from(sealed).toString('hex')).toBe(ciphertext['ciphertext_and_tag_hex']);
    const decipher = createDecipheriv('aes-256-gcm', Buffer.from(ciphertext['aes_key_hex'] ?? '', 'hex'), iv);
    decipher.setAAD(Buffer.from(ciphertext['aad_hex'] ?? '', 'hex')).setAuthTag(sealed.subarray(-16));
    expect(decipher.update(sealed.subarray(0, -16), undefined, 'utf8') + decipher.final('utf8')).toBe(
      ciphertext['plaintext'],
    );
  });

  it('is put together again', () => {
    const parts = unpackAdvanceCiphertext(blob);
    expect(parts === null ? null : packAdvanceCiphertext(parts).toString('hex')).toBe(ciphertext['blob_hex']);
  });

  it.each([
    ['cut short', blob.subarray(0, 66)],
    ['of another algorithm', Buffer.concat([Buffer.of(0x24, 0, 3), blob.subarray(3)])],
    ['of the shared gateway', blob.subarray(3)],
  ])('is none when %s', (_what, bytes) => {
    expect(unpackAdvanceCiphertext(bytes)).toBeNull();
  });
});
