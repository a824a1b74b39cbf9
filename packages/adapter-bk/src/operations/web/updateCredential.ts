import { Type } from '@sinclair/typebox';

import { changeCredential } from '../../job/credentials.ts';
import { rejectTypeless, rowToWire } from '../../job/web-credentials.ts';
import { rowFields, slotChangesIn, typeIn } from '../../wire/web-credential.ts';
import { defineWebOperation } from '../../operation.ts';
import { textOf } from '../../wire/fields.ts';

/** Replaces all of a credential; six asterisks keep the value that is stored. */
export const updateCredential = defineWebOperation({
  name: 'updateCredential',
  needs: ['manage_ticket'],
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
