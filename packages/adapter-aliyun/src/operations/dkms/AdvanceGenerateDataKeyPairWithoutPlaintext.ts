import { Type } from '@sinclair/typebox';

import { defineInstanceOperation } from '../../dkms/operation.ts';
import { keyPairFields, makeKeyPairWithoutPlaintext } from '../../keys/instance-data-key.ts';
import { onNamedKey } from '../../keys/instance-key.ts';

export const AdvanceGenerateDataKeyPairWithoutPlaintext = defineInstanceOperation({
  name: 'AdvanceGenerateDataKeyPairWithoutPlaintext',
  input: Type.Object(keyPairFields),
  checks: onNamedKey('AdvanceGenerateDataKeyPairWithoutPlaintext'),
  run: (context, request) => makeKeyPairWithoutPlaintext(context, 'advance', request),
});
