import { Type } from '@sinclair/typebox';

import { defineOperation } from '../operation.ts';
import { Flag } from '../wire/fields.ts';
import { ValueRequest, valueToWire } from '../secrets/secret-value.ts';

export const GetSecretValue = defineOperation({
  name: 'GetSecretValue',
  quota: 'read-secret',
  takesDryRun: true,
  input: Type.Object({ ...ValueRequest.properties, DryRun: Type.Optional(Flag) }),
  run: valueToWire,
});
