import { Type } from '@sinclair/typebox';

import { ACCESS_POINTS } from '../../instances/access-point.ts';
import { CLIENT_KEYS, deleteClientKey } from '../../instances/client-key.ts';
import { deleteThing, listThings } from '../../instances/instance-records.ts';
import { defineOperation } from '../../operation.ts';
import { onAnything } from '../../secrets/secret-checks.ts';

export const DeleteApplicationAccessPoint = defineOperation({
  name: 'DeleteApplicationAccessPoint',
  input: Type.Object({ Name: Type.String() }),
  checks: onAnything('kms:DeleteApplicationAccessPoint'),
  // Its client keys open nothing any more (page "Manage AAPs"); whether KMS goes on listing them is not documented.
  async run(context, { Name }) {
    await deleteThing(context, ACCESS_POINTS, Name);
    for (const { id, body } of await listThings(context, CLIENT_KEYS))
      if (body.accessPoint === Name) await deleteClientKey(context, id);
    return {};
  },
});
