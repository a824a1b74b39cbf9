import { Type } from '@sinclair/typebox';

import { CLIENT_KEYS } from '../../instances/client-key.ts';
import { clientKeyToWire } from '../../instances/client-key-to-wire.ts';
import { loadThing } from '../../instances/instance-records.ts';
import { defineOperation } from '../../operation.ts';
import { onAnything } from '../../secrets/secret-checks.ts';

export const GetClientKey = defineOperation({
  name: 'GetClientKey',
  method: 'GET',
  input: Type.Object({ ClientKeyId: Type.String() }),
  checks: onAnything('kms:GetClientKey'),
  run: async (context, { ClientKeyId }) => clientKeyToWire(await loadThing(context, CLIENT_KEYS, ClientKeyId)),
});
