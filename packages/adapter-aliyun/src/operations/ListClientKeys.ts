import { Type } from '@sinclair/typebox';

import { defineOperation } from '../operation.ts';
import { clientKeyToWire, clientKeys } from '../instances/client-key.ts';
import { findByName, collectFromInstances } from '../instances/instance.ts';
import { onAnything } from '../secrets/secret-checks.ts';

export const ListClientKeys = defineOperation({
  name: 'ListClientKeys',
  method: 'GET',
  input: Type.Object({ AapName: Type.Optional(Type.String()) }),
  checks: onAnything('kms:ListClientKeys'),
  async run(context, { AapName }) {
    if (AapName !== undefined)
      findByName(
        collectFromInstances(context, ({ access_points }) => access_points),
        AapName,
      );
    // A plain list, with no item level of its own.
    return {
      ClientKeys: clientKeys(context)
        .filter(({ owner }) => (AapName ?? owner) === owner)
        .map(clientKeyToWire),
    };
  },
});
