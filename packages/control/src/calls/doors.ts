import { strictObject } from '@dragoman/input';
import { Type } from '@sinclair/typebox';

import { controlCall } from '../call.ts';

const Door = strictObject({
  name: Type.String(),
  auth: Type.String({ description: 'strict or lenient' }),
  addresses: Type.Array(Type.String(), { description: 'tenant addresses that are bound to vaults' }),
  operations: Type.Array(
    strictObject({
      name: Type.String(),
      method: Type.String(),
      path: Type.String({ description: 'parameters in braces; with its query where that selects the operation' }),
    }),
  ),
  not_implemented: Type.Array(Type.String(), { description: 'operations that the vendor has and the door rejects' }),
  codes: Type.Array(Type.String(), { description: 'that a fault may answer with' }),
});

/** What the doors serve. */
export const doorCalls = {
  'doors.list': controlCall({
    method: 'GET',
    path: '/doors',
    scope: 'environment',
    summary: 'Lists the doors, with the operations that each serves and the codes that faults may answer with',
    answer: strictObject({ doors: Type.Array(Door) }),
    run: async ({ gateway, environment }) => ({
      doors: (await environment.doors()).map((door) => {
        const { name, operations, notImplemented, injectable } = door;
        return {
          name,
          auth: authOf(gateway.settings, name),
          addresses: [...environment.bindings.current.keys()].filter((address) => address.startsWith(`${name}:`)),
          operations: operations.map((operation) => ({
            name: operation,
            ...(door.routeOf(operation) ?? { method: '', path: '' }),
          })),
          not_implemented: [...notImplemented],
          codes: [...injectable.codes],
        };
      }),
    }),
  }),
};

function authOf({ auth, doors }: { auth: { mode: string }; doors: Record<string, { auth?: string }> }, door: string) {
  return doors[door]?.auth ?? auth.mode;
}
