import { Type } from '@sinclair/typebox';

import { changeCredential } from '../../credentials.ts';
import { rejectTypeless, rowFields, rowToWire, slotChangesIn, typeIn } from '../../web/credentials.ts';
import { defineWebOperation } from '../../web/operation.ts';
import { textOf } from '../../wire/scope.ts';

/** Replaces all of a credential; six asterisks keep the value at their place. */
export const updateCredential = defineWebOperation({
  name: 'updateCredential',
  method: 'PUT',
  path: '/{credentialId}',
  input: Type.Object({ credentialId: Type.String(), ...rowFields }),
  async run(context, input) {
    const id = input.credentialId;
    const type = typeIn(input);
    const name = textOf(input.name);
    if (type === null) return rejectTypeless(context, id, name);
    const secret = await changeCredential(context, {
      id,
      name,
      type,
      description: textOf(input.description),
      slots: slotChangesIn(type, input),
    });
    return rowToWire(context, secret, { canManage: null, canUse: null });
  },
});
