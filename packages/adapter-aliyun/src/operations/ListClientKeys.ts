import { Type } from '@sinclair/typebox';

import { defineOperation } from '../operation.ts';
import { clientKeyToWire, clientKeys } from '../wire/client-key.ts';
import { named, ofInstances } from '../wire/instance.ts';

export const ListClientKeys = defineOperation({
  name: 'ListClientKeys',
  method: 'GET',
  input: Type.Object({ AapName: Type.Optional(Type.String()) }),
  async run(context, { AapName }) {
    if (AapName !== undefined)
      named(
        ofInstances(context, ({ access_points }) => access_points),
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
