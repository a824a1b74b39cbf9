import { credentialToText } from '@dragoman/core';
import { type Static, Type } from '@sinclair/typebox';

import { changeCredential, makeCredential } from '../job/credentials.ts';
import { defineOperation } from '../operation.ts';
import { permit } from '../job/permissions.ts';
import type { BkSettings } from '../settings.ts';
import {
  changeFromWire,
  credentialFields,
  requireFilled,
  simpleInfoToWire,
  slotsFromWire,
  typeFromWire,
} from '../wire/credential.ts';
import { isBlank, textField, textOf } from '../wire/fields.ts';
import { scopeFields } from '../wire/scope.ts';

const input = Type.Object({ ...scopeFields, id: textField, ...credentialFields });

/**
 * Makes a credential. An `id` is ignored but by JOB 3.7, and so are fields that its type does not have; none of those
 * it has is required.
 */
export const createCredential = defineOperation({
  name: 'create_credential',
  needs: ['create_ticket', 'manage_ticket'],
  esb: 'registered',
  apigw: 'POST',
  backend: ['POST'],
  input,
  withoutScope: requiredIn,
  async run(context, given) {
    const { settings, features } = context;
    const { name, type } = requiredIn(given, settings);
    const id = textOf(given.id);
    if (features.createUpdates && id !== null && !isBlank(id)) {
      return simpleInfoToWire(await changeCredential(context, changeFromWire(id, given, settings)), features);
    }
    permit(context, 'create_ticket');
    const text = credentialToText(slotsFromWire(type, given));
    return simpleInfoToWire(
      await makeCredential(context, { name, description: textOf(given.description), text }),
      features,
    );
  },
});

/** @throws JobError 1241010 for name or type, 1240002 for an unknown type */
function requiredIn(given: Static<typeof input>, settings: BkSettings) {
  const name = requireFilled('name', given.name);
  return { name, type: typeFromWire(requireFilled('type', given.type), settings) };
}
