import { Type } from '@sinclair/typebox';

import { defineInstanceOperation } from '../../dkms/operation.ts';
import { dataKeyFields, makeDataKey } from '../../keys/instance-data-key.ts';
import { onNamedKey } from '../../keys/instance-key.ts';

export const GenerateDataKey = defineInstanceOperation({
  name: 'GenerateDataKey',
  input: Type.Object({ ...dataKeyFields, Algorithm: Type.Optional(Type.String()) }),
  checks: onNamedKey('GenerateDataKey'),
  run: (context, request) => makeDataKey(context, 'first', request),
});
