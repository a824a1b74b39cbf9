import { type Secret, deleteSecret, listSecretsByName } from '@dragoman/core';
import { DOOR } from '@dragoman/huawei-platform';
import { InvalidInputError } from '@dragoman/protocol-kit';
import { type Static, Type } from '@sinclair/typebox';

import { rejectionMessage } from '../../errors/csms.ts';
import { HELP } from '../../messages.ts';
import { CSMS, defineOperation } from '../../operation.ts';
import { instanceOf } from '../../wire/csms/instance.ts';
import { rejectDisabled } from '../../wire/csms/secret.ts';
import { deletionCheck, onDeletedBatch } from '../../permissions/secret-checks.ts';

/** Which types of secrets belong to each sort of instance; no secret can be of GaussDB or APIG by this API. */
const TYPES_OF = { RDS: ['RDS-FG', 'RDS'], TaurusDB: ['GaussDB-FG'], GaussDB: [], APIG: [] } as const;

const Body = Type.Object({
  instance_id: Type.Optional(Type.String({ minLength: 1 })),
  instance_type: Type.Optional(
    Type.Union([Type.Literal('RDS'), Type.Literal('TaurusDB'), Type.Literal('GaussDB'), Type.Literal('APIG')]),
  ),
});

/**
 * Deletes at once every secret of an instance.
 * @NOTE unverified: a request that names neither instance nor type is rejected, rather than that all secrets go
 */
export const BatchDeleteSecrets = defineOperation({
  ...CSMS,
  name: 'BatchDeleteSecrets',
  checks: onDeletedBatch,
  routes: [{ method: 'POST', path: '/v1/{project_id}/secrets/batch-delete' }],
  body: 'required',
  input: Type.Object({ body: Body }),
  async run(context, { body }) {
    const { services, settings, vault } = context;
    if (body.instance_id === undefined && body.instance_type === undefined) {
      throw new InvalidInputError('body', 'required', HELP.instanceIdOrType);
    }
    const { secrets } = await listSecretsByName(services, vault, {
      after: null,
      limit: Infinity,
      where: (secret) => matchesFilter(secret, body),
    });
    const deleted: string[] = [];
    const failed: object[] = [];
    for (const { name, id } of secrets) {
      try {
        context.permissions.require(deletionCheck(context, name));
        await deleteSecret(services, { vault, id }, rejectDisabled);
        deleted.push(name);
      } catch (error) {
        failed.push({ secret_name: name, error_msg: rejectionMessage(error, settings) });
      }
    }
    return { total: secrets.length, success_secrets: deleted, failed_secrets: failed };
  },
});

function matchesFilter(secret: Secret, { instance_id: id, instance_type: type }: Static<typeof Body>): boolean {
  const secretType = secret.attributes[DOOR]?.['secret_type'];
  const typed = type === undefined || TYPES_OF[type].some((known) => known === secretType);
  return typed && (id === undefined || instanceOf(secret) === id);
}
