import { Type } from '@sinclair/typebox';

import { isPermitted } from '../../job/permissions.ts';
import { credentialsOf, isPermittedOn } from '../../job/web-credentials.ts';
import { defineWebOperation } from '../../operation.ts';
import { idToWire, nameOf } from '../../wire/credential.ts';
import { longField, numberOf } from '../../wire/fields.ts';

/** Ids and names, the last changed first; all of them without a page size. */
export const listCredentialBasicInfo = defineWebOperation({
  name: 'listCredentialBasicInfo',
  needs: ['use_ticket', 'create_ticket'],
  method: 'GET',
  path: '/basicInfo/list',
  input: Type.Object({ start: longField, pageSize: longField }),
  async run(context, input) {
    const found = await credentialsOf(context, () => true);
    const [start, pageSize] = [numberOf(input.start), numberOf(input.pageSize)];
    const from = Math.max(start ?? 0, 0);
    const page = pageSize !== null && pageSize > 0 ? found.slice(from, from + pageSize) : found.slice(from);
    return {
      start,
      pageSize,
      total: found.length,
      data: page.map((secret) => ({
        id: idToWire(secret),
        name: nameOf(secret),
        canUse: isPermittedOn(context, 'use_ticket', secret),
      })),
      canCreate: isPermitted(context, 'create_ticket'),
    };
  },
});
