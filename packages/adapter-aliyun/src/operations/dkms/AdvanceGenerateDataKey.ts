import { Type } from '@sinclair/typebox';

import { defineInstanceOperation } from '../../dkms/operation.ts';
import { dataKeyFields, makeDataKey } from '../../keys/instance-data-key.ts';
import { onNamedKey } from '../../keys/instance-key.ts';

export const AdvanceGenerateDataKey = defineInstanceOperation({
  name: 'AdvanceGenerateDataKey',
  input: Type.Object(dataKeyFields),
  checks: onNamedKey('AdvanceGenerateDataKey'),
  run: (context, request) => makeDataKey(context, 'advance', request),
});
