import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { aliasPaging, aliasesToWire } from '../../keys/key-alias.ts';

export const ListAliases = defineOperation({
  name: 'ListAliases',
  quota: 'read-key',
  input: Type.Object(aliasPaging),
  run: async (context, request) => aliasesToWire(context, null, request),
});
