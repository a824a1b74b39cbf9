import { createHash } from 'node:crypto';

import { KMS } from './kms.ts';
import { type Ask, type Scenario, post } from '../../huawei-platform/test/support/scenario.ts';

const BOUND = { additional_authenticated_data: 'bound' };
const SIGNING = 'RSASSA_PSS_SHA_256';

const kms = (name: string, body: object = {}): Ask => post(`${KMS}/${name}`, body);
const key = (alias: string, more: object = {}): Ask => ({
  ...kms('create-key', { key_alias: alias, ...more }),
  as: alias,
});
const ofKey = (name: string, alias: string, more: object = {}): Ask =>
  kms(name, { key_id: `<key_id:${alias}>`, ...more });
const demo = [key('demo')];
const both = [key('a'), key('b')];
const signing = [key('demo', { key_spec: 'RSA_2048' })];
const authenticating = [key('demo', { key_spec: 'HMAC_256' })];
const encrypted = (alias: string, plaintext: string, more: object = {}): Ask => ({
  ...ofKey('encrypt-data', alias, { plain_text: plaintext, ...more }),
  as: plaintext,
});
const opened = (as: string, more: object = {}): Ask =>
  kms('decrypt-data', { cipher_text: `<cipher_text:${as}>`, ...more });
const message = (text: string): object => ({ message: Buffer.from(text).toString('base64') });
const signed = (text: string): object => ({ ...message(text), message_type: 'RAW', signing_algorithm: SIGNING });
const mac = (text: string): object => ({ ...message(text), mac_algorithm: 'HMAC_SHA_256' });

/** A data key as it is given to be encrypted: its digest stands behind it. */
const closedDatakey = (fill: number, bytes: number): Ask => {
  const datakey = Buffer.alloc(bytes, fill);
  const plaintext = Buffer.concat([datakey, createHash('sha256').update(datakey).digest()]).toString('hex');
  return {
    ...ofKey('encrypt-datakey', 'demo', { plain_text: plaintext, datakey_plain_length: String(bytes) }),
    as: String(bytes),
  };
};
const openedDatakey = (bytes: number): Ask =>
  ofKey('decrypt-datakey', 'demo', { cipher_text: `<cipher_text:${bytes}>`, datakey_cipher_length: String(bytes) });

/** The operations by which keys are used. */
export const dataScenarios: Readonly<Record<string, Scenario>> = {
  CreateDatakey: {
    given: demo,
    first: ofKey('create-datakey', 'demo', { key_spec: 'AES_128' }),
    second: ofKey('create-datakey', 'demo', { datakey_length: '512' }),
    random: ['plain_text'],
  },
  CreateDatakeyWithoutPlaintext: {
    given: demo,
    first: ofKey('create-datakey-without-plaintext', 'demo'),
    second: ofKey('create-datakey-without-plaintext', 'demo', { datakey_length: '1024', ...BOUND }),
  },
  EncryptDatakey: { given: demo, first: closedDatakey(1, 16), second: closedDatakey(2, 64) },
  DecryptDatakey: {
    given: [...demo, closedDatakey(1, 16), closedDatakey(2, 64)],
    first: openedDatakey(16),
    second: openedDatakey(64),
  },
  CreateRsaDatakeyPair: {
    given: demo,
    first: ofKey('create-rsa-datakey-pair', 'demo', { key_spec: 'RSA_2048' }),
    second: ofKey('create-rsa-datakey-pair', 'demo', { key_spec: 'RSA_3072', with_plain_text: false }),
  },
  CreateEcDatakeyPair: {
    given: demo,
    first: ofKey('create-ec-datakey-pair', 'demo', { key_spec: 'ECC_NIST_P256' }),
    second: ofKey('create-ec-datakey-pair', 'demo', { key_spec: 'ECC_NIST_P384', with_plain_text: false }),
  },
  CreateRandom: {
    first: kms('gen-random', { random_data_length: '128' }),
    second: kms('gen-random', { random_data_length: '512' }),
  },
  EncryptData: {
    given: demo,
    first: ofKey('encrypt-data', 'demo', { plain_text: 'one' }),
    second: ofKey('encrypt-data', 'demo', { plain_text: 'two' }),
    observe: kms('decrypt-data', { cipher_text: '<cipher_text>' }),
  },
  DecryptData: {
    given: [...demo, encrypted('demo', 'one'), encrypted('demo', 'two', BOUND)],
    first: opened('one'),
    second: opened('two', BOUND),
  },
  ReEncrypt: {
    given: [...both, encrypted('a', 'one'), encrypted('a', 'two', BOUND)],
    first: kms('re-encrypt', { destination_key_id: '<key_id:b>', cipher_text: '<cipher_text:one>' }),
    second: kms('re-encrypt', {
      destination_key_id: '<key_id:b>',
      cipher_text: '<cipher_text:two>',
      source_additional_authenticated_data: 'bound',
    }),
    observe: ofKey('decrypt-data', 'b', { cipher_text: '<cipher_text>' }),
  },
  Sign: {
    given: signing,
    first: ofKey('sign', 'demo', signed('one')),
    second: ofKey('sign', 'demo', signed('two')),
    observe: ofKey('verify', 'demo', { ...signed('one'), signature: '<signature>' }),
  },
  ValidateSignature: {
    given: [...signing, ofKey('sign', 'demo', signed('one'))],
    first: ofKey('verify', 'demo', { ...signed('one'), signature: '<signature>' }),
    second: ofKey('verify', 'demo', { ...signed('two'), signature: '<signature>' }),
  },
  ShowPublicKey: {
    given: [key('a', { key_spec: 'EC_P256' }), key('b', { key_spec: 'EC_P384' })],
    first: ofKey('get-publickey', 'a'),
    second: ofKey('get-publickey', 'b'),
  },
  GenerateMac: {
    given: authenticating,
    first: ofKey('generate-mac', 'demo', mac('one')),
    second: ofKey('generate-mac', 'demo', mac('two')),
    observe: ofKey('verify-mac', 'demo', { ...mac('one'), mac: '<mac>' }),
  },
  VerifyMac: {
    given: [...authenticating, ofKey('generate-mac', 'demo', mac('one'))],
    first: ofKey('verify-mac', 'demo', { ...mac('one'), mac: '<mac>' }),
    second: ofKey('verify-mac', 'demo', { ...mac('two'), mac: '<mac>' }),
  },
};
