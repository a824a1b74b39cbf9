import { credentialToText } from '@dragoman/core';
import { type Static, Type } from '@sinclair/typebox';

import { changeCredential, makeCredential } from '../credentials.ts';
import { defineOperation } from '../operation.ts';
import { permit } from '../permits.ts';
import type { BkSettings } from '../settings.ts';
import {
  changeFromWire,
  credentialFields,
  filled,
  simpleInfoToWire,
  slotsFromWire,
  typeFromWire,
} from '../wire/credential.ts';
import { isBlank, scopeFields, textField, textOf } from '../wire/scope.ts';

const input = Type.Object({ ...scopeFields, id: textField, ...credentialFields });

/**
 * Makes a credential. An `id` is ignored but by JOB 3.7, and so are fields that its type does not have; none of those
 * it has is required.
 */
export const createCredential = defineOperation({
  name: 'create_credential',
  esb: 'registered',
  apigw: 'POST',
  backend: ['POST'],
  input,
  withoutScope: requiredIn,
  async run(context, given) {
    const { settings, traits } = context;
    const { name, type } = requiredIn(given, settings);
    const id = textOf(given.id);
    if (traits.createUpdates && id !== null && !isBlank(id)) {
      return simpleInfoToWire(await changeCredential(context, changeFromWire(id, given, settings)), traits);
    }
    permit(context, 'create_ticket');
    const text = credentialToText(slotsFromWire(type, given));
    return simpleInfoToWire(
      await makeCredential(context, { name, description: textOf(given.description), text }),
      traits,
    );
  },
});

/** @throws JobFailure 1241010 for name or type, 1240002 for an unknown type */
function requiredIn(given: Static<typeof input>, settings: BkSettings) {
  const name = filled('name', given.name);
  return { name, type: typeFromWire(filled('type', given.type), settings) };
}
