import { DAY_MS, type ImportParameters, importParameters } from '@dragoman/core';
import { type Static, Type } from '@sinclair/typebox';

import { kmsError } from '../../errors/kms.ts';
import { HELP } from '../../messages.ts';
import { type HuaweiContext, defineOperation } from '../../operation.ts';
import { keyIdField, sequenceField } from '../../wire/kms/input.ts';
import { loadOwnKey } from '../../wire/kms/key.ts';
import { KMS, postRoute } from './define.ts';
import { onKey } from '../../permissions/key-checks.ts';

/** What material is wrapped by. */
const WRAPPINGS = {
  RSAES_OAEP_SHA_256: { spec: 'RSA_2048', algorithm: 'oaep-sha256' },
  RSAES_OAEP_SHA_1: { spec: 'RSA_2048', algorithm: 'oaep-sha1' },
  SM2_ENCRYPT: { spec: 'SM2', algorithm: 'sm2' },
} as const;

const Body = Type.Object({
  key_id: keyIdField,
  wrapping_algorithm: Type.Unsafe<keyof typeof WRAPPINGS>(Type.String({ enum: Object.keys(WRAPPINGS) })),
  sequence: sequenceField,
});

/** What material for a key is brought with, for a day. Its time counts seconds, and stands in no string. */
export const CreateParametersForImport = defineOperation({
  ...KMS,
  name: 'KMS:CreateParametersForImport',
  checks: onKey('kms:cmk:getMaterial'),
  routes: postRoute('get-parameters-for-import'),
  input: Type.Object({ body: Body }),
  async run(context, { body }) {
    const { key, publicKey, token, expiresAt } = await parametersFor(context, body);
    return {
      key_id: key.id,
      import_token: token,
      expiration_time: Math.floor(expiresAt / 1000),
      public_key: Buffer.from(publicKey).toString('base64'),
    };
  },
});

async function parametersFor(
  context: HuaweiContext,
  { key_id: id, wrapping_algorithm: algorithm }: Static<typeof Body>,
): Promise<ImportParameters> {
  const { services, vault } = context;
  const key = await loadOwnKey(context, id);
  if (key.origin === 'external' && key.state !== 'pending-import')
    throw kmsError('notPendingImport', HELP.noMaterialWanted({ id }));
  return importParameters(services, { ref: { vault, id }, wrapping: WRAPPINGS[algorithm], validMs: DAY_MS });
}
