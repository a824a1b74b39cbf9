import { credentialToText } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { makeCredential, rejectUnnamed } from '../../credentials.ts';
import { permit } from '../../permits.ts';
import { rejectTypeless, rowFields, rowToWire, slotsIn, typeIn } from '../../web/credentials.ts';
import { defineWebOperation } from '../../web/operation.ts';
import { textOf } from '../../wire/scope.ts';

/** Makes a credential of values by their places. */
export const createCredential = defineWebOperation({
  name: 'createCredential',
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
