import { CURRENT, credentialFromText, readSecretValue } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { JobFailure } from '../errors.ts';
import { defineOperation } from '../operation.ts';
import { detailToWire, idFromWire } from '../wire/credential.ts';
import { isBlank, scopeFields, textField, textOf } from '../wire/scope.ts';

/** What is known of a credential but its values. */
export const getCredentialDetail = defineOperation({
  name: 'get_credential_detail',
  esb: 'switched',
  apigw: 'GET',
  backend: ['GET', 'POST'],
  requiredInQuery: ['id'],
  input: Type.Object({ ...scopeFields, id: textField }),
  async run({ services, vault, scope, isQuery }, input) {
    const id = textOf(input.id);
    if (isBlank(id) && !isQuery) throw new JobFailure(1240003, { validation: 'blankId', help: 'give id' });
    const { secret, value } = await readSecretValue(services, {
      ref: { vault, id: idFromWire(id ?? '') ?? '' },
      selector: { label: CURRENT },
      allowPendingDeletion: false,
    });
    return detailToWire(secret, credentialFromText(value.data).type, scope);
  },
});
