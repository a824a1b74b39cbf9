import { Type } from '@sinclair/typebox';

import { deleteClientKey } from '../../instances/client-key.ts';
import { defineOperation } from '../../operation.ts';
import { onAnything } from '../../secrets/secret-checks.ts';

export const DeleteClientKey = defineOperation({
  name: 'DeleteClientKey',
  input: Type.Object({ ClientKeyId: Type.String() }),
  checks: onAnything('kms:DeleteClientKey'),
  async run(context, { ClientKeyId }) {
    await deleteClientKey(context, ClientKeyId);
    return {};
  },
});
