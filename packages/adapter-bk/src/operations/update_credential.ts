import { type Static, Type } from '@sinclair/typebox';

import { changeCredential } from '../job/credentials.ts';
import { defineOperation } from '../operation.ts';
import type { BkSettings } from '../settings.ts';
import { changeFromWire, credentialFields, requireFilled, simpleInfoToWire } from '../wire/credential.ts';
import { textField } from '../wire/fields.ts';
import { scopeFields } from '../wire/scope.ts';

const input = Type.Object({ ...scopeFields, id: textField, ...credentialFields });

/**
 * Replaces a credential's name, type, description and values; `******` keeps a value, and so does leaving it out unless
 * an update replaces all.
 */
export const updateCredential = defineOperation({
  name: 'update_credential',
  needs: ['manage_ticket'],
  esb: 'registered',
  apigw: 'POST',
  backend: ['POST'],
  input,
  withoutScope: changeIn,
  async run(context, given) {
    return simpleInfoToWire(await changeCredential(context, changeIn(given, context.settings)), context.features);
  },
});

/** @throws JobError 1241010 for the id, 1240002 for the type */
function changeIn(given: Static<typeof input>, settings: BkSettings) {
  return changeFromWire(requireFilled('id', given.id), given, settings);
}
