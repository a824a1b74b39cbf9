import { CURRENT, credentialFromText, readSecretValue } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { credentialById } from '../credentials.ts';
import { JobFailure } from '../errors.ts';
import { defineOperation } from '../operation.ts';
import { scopeOfVault } from '../places.ts';
import { detailToWire } from '../wire/credential.ts';
import { isBlank, scopeFields, textField, textOf } from '../wire/scope.ts';

/** What is known of a credential but its values. */
export const getCredentialDetail = defineOperation({
  name: 'get_credential_detail',
  esb: 'switched',
  apigw: 'GET',
  backend: ['GET', 'POST'],
  requiredInQuery: ['id'],
  input: Type.Object({ ...scopeFields, id: textField }),
  isServed: (traits) => traits.hasDetail,
  isScopeless: (traits) => !traits.isolatesDetail,
  withoutScope() {
    throw new JobFailure(1243048, { help: 'give bk_scope_type and bk_scope_id' });
  },
  async run(context, input) {
    const { services, bindings, traits, vault, scope, isQuery } = context;
    const id = textOf(input.id);
    if (isBlank(id) && !isQuery) throw new JobFailure(1240003, { validation: 'blankId', help: 'give id' });
    const held = await credentialById(context, id ?? '', !traits.isolatesDetail);
    // A release that does not look for the scope stumbles over what it did not find.
    if (held === null)
      throw new JobFailure(traits.isolatesDetail ? 1243048 : 1240002, { help: 'no credential has this id' });
    const { secret, value } = await readSecretValue(services, {
      ref: { vault: held.vault, id: held.id },
      selector: { label: CURRENT },
      allowPendingDeletion: false,
    });
    const ownScope = held.vault === vault ? scope : scopeOfVault(held.vault, bindings);
    return detailToWire(secret, credentialFromText(value.data).type, ownScope ?? scope);
  },
});
