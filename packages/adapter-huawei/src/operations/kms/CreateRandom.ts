import { Type } from '@sinclair/typebox';

import { kmsError, withKmsErrors } from '../../errors/kms.ts';
import { HELP } from '../../messages.ts';
import { defineOperation } from '../../operation.ts';
import { numberField, numberFromWire, sequenceField } from '../../wire/kms/input.ts';
import { KMS, postRoute } from './define.ts';
import { onProject } from '@dragoman/huawei-platform';

/** The length is in bits. */
const Body = Type.Object({ random_data_length: numberField, sequence: sequenceField });

export const CreateRandom = defineOperation({
  ...KMS,
  name: 'KMS:CreateRandom',
  checks: onProject('kms::generateRandom'),
  routes: postRoute('gen-random'),
  toError: withKmsErrors({ fields: { 'body.random_data_length': 'randomLength' } }),
  input: Type.Object({ body: Body }),
  async run({ services }, { body }) {
    const bits = numberFromWire(body.random_data_length, { min: 8, max: 8192, error: 'randomLength' });
    if (bits % 8 !== 0) throw kmsError('randomBytes', HELP.wholeBytes);
    return {
      random_data: Buffer.from(services.ids.bytes(bits / 8))
        .toString('hex')
        .toUpperCase(),
    };
  },
});
