import { Type } from '@sinclair/typebox';

import { defineOperation } from '../operation.ts';
import { Flag } from '../wire/fields.ts';
import { ValueRequest, valueToWire } from '../secrets/secret-value.ts';
import { onSecret, readingChecks } from '../secrets/secret-checks.ts';

export const GetSecretValue = defineOperation({
  name: 'GetSecretValue',
  quota: 'read-secret',
  takesDryRun: true,
  input: Type.Object({ ...ValueRequest.properties, DryRun: Type.Optional(Flag) }),
  asksWhenFound: true,
  checks: onSecret('kms:GetSecretValue'),
  laterChecks: readingChecks,
  run: valueToWire,
});
