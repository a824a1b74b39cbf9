import { andThen } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { credentialById, unknownCredential } from '../job/credentials.ts';
import { JobError } from '../errors/job-error.ts';
import { readCredential } from '../job/read-credential.ts';
import { HELP } from '../messages.ts';
import { defineOperation } from '../operation.ts';
import { scopeOfVault } from '../job/scope-vaults.ts';
import { detailToWire } from '../wire/credential.ts';
import { isBlank, textField, textOf } from '../wire/fields.ts';
import { scopeFields } from '../wire/scope.ts';

/** What is known of a credential but its values. */
export const getCredentialDetail = defineOperation({
  name: 'get_credential_detail',
  needs: [],
  esb: 'switched',
  apigw: 'GET',
  backend: ['GET', 'POST'],
  requiredInQuery: ['id'],
  input: Type.Object({ ...scopeFields, id: textField }),
  isServed: (features) => features.hasDetail,
  isScopeless: (features) => !features.isolatesDetail,
  withoutScope() {
    throw new JobError(1243048, { help: HELP.giveScope });
  },
  run(context, input) {
    const { services, bindings, features, vault, scope, isQuery } = context;
    const id = textOf(input.id);
    if (isBlank(id) && !isQuery) throw new JobError(1240003, { validation: 'blankId', help: HELP.giveId });
    return andThen(credentialById(context, id ?? '', !features.isolatesDetail), (held) => {
      // In a release that does not look for the scope, what is not found is an internal error.
      if (held === null)
        throw features.isolatesDetail
          ? unknownCredential(context, id ?? '')
          : new JobError(1240002, { help: HELP.noSuchCredential });
      const ownScope = held.vault === vault ? scope : scopeOfVault(held.vault, bindings);
      return andThen(readCredential(services, held), ({ type }) => detailToWire(held, type, ownScope ?? scope));
    });
  },
});
