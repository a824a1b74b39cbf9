import { DomainError, updateCredential as update } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { permitManaging, refuseOversize, refuseTakenName } from '../checks.ts';
import { JobFailure } from '../errors.ts';
import { VERSIONING } from '../names.ts';
import { defineOperation } from '../operation.ts';
import { credentialFields, filled, idFromWire, simpleInfoToWire, slotChangesFromWire, typeFromWire } from '../wire/credential.ts';
import { isBlank, scopeFields, textField, textOf } from '../wire/scope.ts';

/** Replaces a credential's name, type, description and values; `******` keeps a value, and so does leaving it out unless an update replaces all. */
export const updateCredential = defineOperation({
  name: 'update_credential',
  esb: 'registered',
  apigw: 'POST',
  backend: ['POST'],
  input: Type.Object({ ...scopeFields, id: textField, ...credentialFields }),
  async run(context, input) {
    const { services, settings, vault, username } = context;
    const replacesAll = settings.update_replaces_all;
    const id = filled('id', input.id);
    const type = input.type === undefined && !replacesAll ? undefined : typeFromWire(textOf(input.type), settings);
    await permitManaging(context, id);
    const name = input.name === undefined && !replacesAll ? undefined : nameFromWire(textOf(input.name));
    const description = input.description === undefined && !replacesAll ? undefined : textOf(input.description);
    const secretId = idFromWire(id);
    await refuseOversize(context, { name: name ?? '', description: description ?? null, id: secretId });
    try {
      const secret = await update(services, {
        ref: { vault, id: secretId ?? '' },
        actor: username,
        ...(name !== undefined && { name }),
        ...(description !== undefined && { description }),
        ...(type !== undefined && { type }),
        slots: slotChangesFromWire(input, replacesAll),
        policy: VERSIONING,
        caselessName: !settings.case_sensitive_names,
      });
      return simpleInfoToWire(secret);
    } catch (error) {
      // The service looks at the name before it looks for the credential.
      if (error instanceof DomainError && name !== undefined) await refuseTakenName(context, name, secretId);
      throw error;
    }
  },
});

/** A blank name is answered like one that is taken. @throws JobFailure 1243060 */
function nameFromWire(name: string | null): string {
  if (name === null || isBlank(name)) throw new JobFailure(1243060, { parameters: [name ?? 'null'], help: 'give a name' });
  return name;
}
