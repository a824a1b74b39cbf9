import { Type } from '@sinclair/typebox';

import { defineInstanceOperation } from '../../dkms/operation.ts';
import { keyPairFields, makeKeyPair } from '../../keys/instance-data-key.ts';
import { onNamedKey } from '../../keys/instance-key.ts';

export const GenerateDataKeyPair = defineInstanceOperation({
  name: 'GenerateDataKeyPair',
  input: Type.Object({ ...keyPairFields, Algorithm: Type.Optional(Type.String()) }),
  checks: onNamedKey('GenerateDataKeyPair'),
  run: (context, request) => makeKeyPair(context, 'first', request),
});
