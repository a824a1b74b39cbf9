import { Type } from '@sinclair/typebox';

import { defineInstanceOperation } from '../../dkms/operation.ts';
import { keyPairFields, makeKeyPair } from '../../keys/instance-data-key.ts';
import { onNamedKey } from '../../keys/instance-key.ts';

export const AdvanceGenerateDataKeyPair = defineInstanceOperation({
  name: 'AdvanceGenerateDataKeyPair',
  input: Type.Object(keyPairFields),
  checks: onNamedKey('AdvanceGenerateDataKeyPair'),
  run: (context, request) => makeKeyPair(context, 'advance', request),
});
