import { DomainError } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../operation.ts';
import { clientKeyToWire, clientKeys } from '../instances/client-key.ts';
import { onAnything } from '../secrets/secret-checks.ts';

export const GetClientKey = defineOperation({
  name: 'GetClientKey',
  method: 'GET',
  input: Type.Object({ ClientKeyId: Type.String() }),
  checks: onAnything('kms:GetClientKey'),
  async run(context, { ClientKeyId }) {
    const owned = clientKeys(context).find(({ key }) => key.id === ClientKeyId);
    if (owned === undefined) throw new DomainError('resource-not-found', ClientKeyId);
    return clientKeyToWire(owned);
  },
});
