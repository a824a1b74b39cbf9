import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { aliasPaging, aliasesToWire } from '../../keys/key-alias.ts';
import { onEvery } from '../../keys/key-checks.ts';

export const ListAliases = defineOperation({
  name: 'ListAliases',
  quota: 'read-key',
  input: Type.Object(aliasPaging),
  checks: onEvery('kms:ListAliases', 'alias'),
  run: async (context, request) => aliasesToWire(context, null, request),
});
