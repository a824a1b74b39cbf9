import { Type } from '@sinclair/typebox';

import { ACCESS_POINTS } from '../../instances/access-point.ts';
import { CLIENT_KEYS } from '../../instances/client-key.ts';
import { clientKeyToWire } from '../../instances/client-key-to-wire.ts';
import { listThings, loadThing } from '../../instances/instance-records.ts';
import { defineOperation } from '../../operation.ts';
import { onAnything } from '../../secrets/secret-checks.ts';

export const ListClientKeys = defineOperation({
  name: 'ListClientKeys',
  method: 'GET',
  input: Type.Object({ AapName: Type.Optional(Type.String()) }),
  checks: onAnything('kms:ListClientKeys'),
  async run(context, { AapName }) {
    if (AapName !== undefined) await loadThing(context, ACCESS_POINTS, AapName);
    const keys = (await listThings(context, CLIENT_KEYS)).map(({ body }) => body);
    // A plain list, with no item level of its own.
    return {
      ClientKeys: keys.filter(({ accessPoint }) => (AapName ?? accessPoint) === accessPoint).map(clientKeyToWire),
    };
  },
});
