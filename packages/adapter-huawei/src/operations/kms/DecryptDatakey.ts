import { loadKey } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { kmsError, withKmsErrors } from '../../errors/kms.ts';
import { HELP } from '../../messages.ts';
import { defineOperation } from '../../operation.ts';
import { hexFromWire, hexToWire } from '../../wire/kms/ciphertext.ts';
import { decryptSymmetric } from '../../wire/kms/data.ts';
import { DATAKEY_BYTES, datakeyDigest, datakeyField } from '../../wire/kms/datakey.ts';
import { boundField, keyIdField, numberField, numberFromWire, sequenceField } from '../../wire/kms/input.ts';
import { KMS, postRoute } from './define.ts';
import { onKey } from '../../permissions/key-checks.ts';

/** Despite its name `datakey_cipher_length` is how long the data key is, in bytes. */
const Body = Type.Object({
  key_id: keyIdField,
  cipher_text: datakeyField,
  datakey_cipher_length: numberField,
  additional_authenticated_data: boundField,
  sequence: sequenceField,
});

export const DecryptDatakey = defineOperation({
  ...KMS,
  name: 'KMS:DecryptDatakey',
  checks: onKey('kms:cmk:decryptDataKey'),
  routes: postRoute('decrypt-datakey'),
  toError: withKmsErrors({
    fields: { 'body.cipher_text': 'ciphertext', 'body.datakey_cipher_length': 'datakeyCipherLength' },
    domain: { 'ciphertext-invalid': 'datakeyDecryption' },
  }),
  input: Type.Object({ body: Body }),
  async run(context, { body }) {
    const { services, vault } = context;
    const length = numberFromWire(body.datakey_cipher_length, { ...DATAKEY_BYTES, error: 'datakeyCipherLength' });
    const key = await loadKey(services, { vault, id: body.key_id });
    const use = { keyId: key.id, bound: body.additional_authenticated_data };
    const { plaintext } = await decryptSymmetric(context, use, hexFromWire(body.cipher_text));
    if (plaintext.length !== length)
      throw kmsError('datakeyCipherMismatch', HELP.datakeyLength({ bytes: plaintext.length }));
    return {
      data_key: hexToWire(plaintext),
      datakey_length: String(length),
      datakey_dgst: hexToWire(datakeyDigest(key, plaintext)),
    };
  },
});
