import { credentialToText } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { makeCredential, rejectUnnamed } from '../../job/credentials.ts';
import { permit } from '../../job/permissions.ts';
import { rejectTypeless, rowToWire } from '../../job/web-credentials.ts';
import { rowFields, slotsIn, typeIn } from '../../wire/web-credential.ts';
import { defineWebOperation } from '../../operation.ts';
import { textOf } from '../../wire/fields.ts';

/** Makes a credential of values by their numbers. */
export const createCredential = defineWebOperation({
  name: 'createCredential',
  needs: ['create_ticket'],
  method: 'POST',
  path: '',
  input: Type.Object(rowFields),
  async run(context, input) {
    const type = typeIn(input);
    permit(context, 'create_ticket');
    const name = textOf(input.name);
    if (type === null) return rejectTypeless(context, null, name);
    const text = credentialToText(slotsIn(type, input));
    const secret = await makeCredential(context, {
      name: rejectUnnamed(context, name),
      description: textOf(input.description),
      text,
    });
    return rowToWire(context, secret, { canManage: null, canUse: null });
  },
});
