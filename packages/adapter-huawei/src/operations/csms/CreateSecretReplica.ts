import { rejectNotEnabled, rejectPendingDeletion } from '@dragoman/core';
import { accountOf, isRegion, regionOf } from '@dragoman/huawei-platform';
import { InvalidInputError } from '@dragoman/protocol-kit';
import { Type } from '@sinclair/typebox';

import { csmsError } from '../../errors/csms.ts';
import { HELP } from '../../messages.ts';
import { CSMS, defineOperation } from '../../operation.ts';
import { changeReplicas, addReplicaRef, primaryOf, replicasOf, vaultInRegion } from '../../wire/csms/replica.ts';
import { keyIdField, secretPath, secretToWire } from '../../wire/csms/secret.ts';
import { onNewReplica } from '../../permissions/secret-checks.ts';

/**
 * Makes the secret readable in the caller's project of another region.
 * @NOTE unverified: the answer, and what of a region that has a replica already, or a secret of that name
 */
export const CreateSecretReplica = defineOperation({
  ...CSMS,
  name: 'CreateSecretReplica',
  checks: onNewReplica,
  routes: [{ method: 'POST', path: '/v1/{project_id}/secrets/{secret_name}/replicas' }],
  body: 'required',
  input: Type.Object({
    path: Type.Object(secretPath),
    body: Type.Object({ region: Type.String({ minLength: 1, maxLength: 64 }), kms_key_id: keyIdField }),
  }),
  async run(context, { path, body }) {
    const { services } = context;
    const { region, kms_key_id: keyId = null } = body;
    const name = path.secret_name;
    rejectRegion(region, regionOf(accountOf(context.caller), context.projectId));
    const there = vaultInRegion(context, region);
    const secret = await changeReplicas(
      context,
      name,
      (before, now) => {
        rejectPendingDeletion(before);
        rejectNotEnabled(before);
        const replicas = replicasOf(before) ?? [];
        if (replicas.some((replica) => replica.region === region))
          throw csmsError('parameter', HELP.replicaExists({ name, region }));
        return [...replicas, { region, kms_key_id: keyId, create_time: now }];
      },
      async () => {
        const taken =
          (await services.secrets.findByName(there, name)) !== null ||
          (await primaryOf(services, there, name)) !== null;
        if (taken) throw csmsError('secretExists', HELP.nameInRegion({ region, name }));
      },
    );
    await addReplicaRef(services, there, secret, keyId);
    return { secret: secretToWire(secret, context.settings) };
  },
});

/** @throws InvalidInputError for a region that the service lacks, and for the one that the secret is in */
function rejectRegion(region: string, home: string): void {
  if (!isRegion(region) || region === home)
    throw new InvalidInputError('body.region', 'region', HELP.otherRegion({ home }));
}
