import { Type } from '@sinclair/typebox';

import { defineInstanceOperation } from '../../dkms/operation.ts';
import { keyPairFields, makeKeyPairWithoutPlaintext } from '../../keys/instance-data-key.ts';
import { onNamedKey } from '../../keys/instance-key.ts';

export const GenerateDataKeyPairWithoutPlaintext = defineInstanceOperation({
  name: 'GenerateDataKeyPairWithoutPlaintext',
  input: Type.Object({ ...keyPairFields, Algorithm: Type.Optional(Type.String()) }),
  checks: onNamedKey('GenerateDataKeyPairWithoutPlaintext'),
  run: (context, request) => makeKeyPairWithoutPlaintext(context, 'first', request),
});
