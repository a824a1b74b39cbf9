import { createSecret, credentialToText } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { permit, refuseOversize } from '../checks.ts';
import { defineOperation } from '../operation.ts';
import { credentialFields, filled, simpleInfoToWire, slotsFromWire, typeFromWire } from '../wire/credential.ts';
import { scopeFields, textOf } from '../wire/scope.ts';

/** Makes a credential. An `id` is ignored, and so are fields that its type does not have; none of those it has is required. */
export const createCredential = defineOperation({
  name: 'create_credential',
  esb: 'registered',
  apigw: 'POST',
  backend: ['POST'],
  input: Type.Object({ ...scopeFields, ...credentialFields }),
  async run(context, input) {
    const { services, settings, vault, scope, username } = context;
    const name = filled('name', input.name);
    const type = typeFromWire(filled('type', input.type), settings);
    permit(settings, username, 'create_ticket', scope);
    const description = textOf(input.description);
    await refuseOversize(context, { name, description, id: null });
    const secret = await createSecret(services, {
      vault,
      name,
      actor: username,
      value: { type: 'text', data: credentialToText(slotsFromWire(type, input)) },
      versionId: null,
      description,
      keyId: null,
      tags: [],
      attributes: {},
      limits: { maxSecrets: null, caselessName: !settings.case_sensitive_names },
    });
    return simpleInfoToWire(secret);
  },
});
