import { beforeEach, describe, expect, it } from '@jest/globals';

import { json, type Params } from '../environment.ts';
import { type InstanceEnvironment, newInstanceEnvironment, vectors } from './environment.ts';

/** What a transfer SDK does with what it is given, after alibabacloud-dkms-transfer-go-sdk 0.1.8. */
const VERSION = 'x-kms-migrationkeyversionid';
const base64 = (bytes: unknown): string => Buffer.from(bytes as Uint8Array).toString('base64');
const Plaintext = Buffer.from('data').toString('base64');
const [context] = vectors.encryption_context;
const EncryptionContext = JSON.stringify(context?.context);
const Aad = Buffer.from(context?.sha256_hex ?? '', 'hex');

let environment: InstanceEnvironment;
let KeyId: string;
beforeEach(async () => {
  environment = await newInstanceEnvironment();
  KeyId = await environment.key();
});

async function sharedBlob(params: Params = {}): Promise<Buffer> {
  const { CiphertextBlob } = await environment.ok('Encrypt', { KeyId, Plaintext, ...params });
  return Buffer.from(String(CiphertextBlob), 'base64');
}

/** What the shared gateway rejects Decrypt with, as `status code message`. */
async function sharedRejection(params: Params): Promise<string> {
  const response = await environment.v1('Decrypt', params);
  const { Code, Message } = json(response);
  return `${response.status} ${String(Code)} ${String(Message)}`;
}

describe('a ciphertext of the shared gateway by a key of an instance', () => {
  it.each([
    ['without a context', {}, {}],
    ['with one', { EncryptionContext }, { Aad }],
  ])('opens at the instance as the transfer SDKs ask, %s', async (_what, params, fields) => {
    const blob = await sharedBlob(params);
    const version = { [VERSION]: blob.toString('latin1', 0, 36) };
    const sealed = { CiphertextBlob: blob.subarray(48), Iv: blob.subarray(36, 48), ...fields };
    const opened = await environment.done('Decrypt', sealed, version);
    expect([opened['KeyId'], Buffer.from(opened['Plaintext'] as Uint8Array).toString()]).toEqual([KeyId, Plaintext]);
    const advance = Buffer.concat([Buffer.of(0x24, 0, 2), blob]);
    const again = await environment.done('AdvanceDecrypt', { CiphertextBlob: advance, ...fields });
    expect(Buffer.from(again['Plaintext'] as Uint8Array).toString()).toBe(Plaintext);
  });

  it('is made by the newest version, and opens after the next', async () => {
    const { KeyVersion } = await environment.ok('CreateKeyVersion', { KeyId });
    const blob = await sharedBlob();
    expect(blob.toString('latin1', 0, 36)).toBe((KeyVersion as Params)['KeyVersionId']);
    await environment.ok('CreateKeyVersion', { KeyId });
    const opened = await environment.ok('Decrypt', { CiphertextBlob: base64(blob) });
    expect([opened['Plaintext'], opened['KeyId']]).toEqual([Plaintext, KeyId]);
  });

  it.each(['plain text', Plaintext, ''.padEnd(4_000, 'x')])('gives back what was sent, Base64 or not', async (text) => {
    const blob = await sharedBlob({ Plaintext: text, EncryptionContext });
    const sealed = { CiphertextBlob: base64(blob), EncryptionContext };
    expect((await environment.ok('Decrypt', sealed))['Plaintext']).toBe(text);
    const { CiphertextBlob } = await environment.ok('ReEncrypt', {
      ...{ CiphertextBlob: sealed.CiphertextBlob, SourceEncryptionContext: EncryptionContext },
      DestinationKeyId: await environment.key(),
    });
    expect((await environment.ok('Decrypt', { CiphertextBlob: String(CiphertextBlob) }))['Plaintext']).toBe(text);
  });

  it('is rejected when it is bound to something else, changed, or cut short', async () => {
    const blob = await sharedBlob({ EncryptionContext });
    const changed = Buffer.from(blob);
    changed[60] = (changed[60] ?? 0) ^ 1;
    const unknown = Buffer.concat([Buffer.from('00000000-0000-4000-8000-000000000000'), blob.subarray(36)]);
    for (const bytes of [blob, changed, unknown, blob.subarray(0, 40), Buffer.alloc(80)])
      expect(await sharedRejection({ CiphertextBlob: base64(bytes) })).toBe(
        '400 InvalidParameter The specified parameter CiphertextBlob is not valid.',
      );
  });
});

describe('ciphertexts by a key of SM4', () => {
  it('open on the other side as the transfer SDKs take them apart and put them together', async () => {
    const key = await environment.key('Aliyun_SM4');
    const blob = await sharedBlob({ KeyId: key, EncryptionContext });
    const version = { [VERSION]: blob.toString('latin1', 0, 36) };
    const parts = { CiphertextBlob: blob.subarray(48), Iv: blob.subarray(36, 48), Aad };
    const opened = await environment.done('Decrypt', parts, version);
    expect(Buffer.from(opened['Plaintext'] as Uint8Array).toString()).toBe(Plaintext);
    const made = await environment.call('Encrypt', { KeyId: key, Plaintext: Buffer.from(Plaintext) });
    const sealed = [Buffer.from(made.headers[VERSION] ?? ''), made.fields['Iv'], made.fields['CiphertextBlob']];
    const back = await environment.ok('Decrypt', { CiphertextBlob: base64(Buffer.concat(sealed as Buffer[])) });
    expect([back['Plaintext'], back['KeyId']]).toEqual([Plaintext, key]);
  });
});

describe('a data key of the shared gateway by a key of an instance', () => {
  it.each(['GenerateDataKey', 'GenerateDataKeyWithoutPlaintext'])('%s opens as its Base64', async (name) => {
    const made = await environment.ok(name, { KeyId, NumberOfBytes: '24', EncryptionContext });
    const sealed = { CiphertextBlob: String(made['CiphertextBlob']), EncryptionContext };
    const opened = await environment.ok('Decrypt', sealed);
    expect(Buffer.from(String(opened['Plaintext']), 'base64')).toHaveLength(24);
    if (name === 'GenerateDataKey') expect(opened['Plaintext']).toBe(made['Plaintext']);
  });
});

describe('a ciphertext of the instance', () => {
  it('opens at the shared gateway as the transfer SDKs put it together', async () => {
    const fields = { KeyId, Plaintext: Buffer.from(Plaintext), Aad };
    const made = await environment.call('Encrypt', fields);
    const parts = [Buffer.from(made.headers[VERSION] ?? ''), made.fields['Iv'], made.fields['CiphertextBlob']];
    const blob = Buffer.concat(parts as Buffer[]);
    const opened = await environment.ok('Decrypt', { CiphertextBlob: base64(blob), EncryptionContext });
    expect(opened['Plaintext']).toBe(Plaintext);
  });

  it('of an Advance operation opens there without its first three bytes', async () => {
    const { CiphertextBlob } = await environment.done('AdvanceEncrypt', { KeyId, Plaintext: Buffer.from(Plaintext) });
    const blob = Buffer.from(CiphertextBlob as Uint8Array).subarray(3);
    expect((await environment.ok('Decrypt', { CiphertextBlob: base64(blob) }))['Plaintext']).toBe(Plaintext);
  });
});

describe('a ciphertext by a key of no instance', () => {
  it('keeps the layout that says its format and its key', async () => {
    const { KeyMetadata } = await environment.ok('CreateKey');
    const id = (KeyMetadata as Params)['KeyId'] ?? '';
    const { CiphertextBlob } = await environment.ok('Encrypt', { KeyId: id, Plaintext });
    const blob = Buffer.from(String(CiphertextBlob), 'base64');
    expect([blob[36], blob.toString('latin1', 38, 74)]).toEqual([1, id]);
    expect((await environment.ok('Decrypt', { CiphertextBlob: String(CiphertextBlob) }))['Plaintext']).toBe(Plaintext);
  });
});
