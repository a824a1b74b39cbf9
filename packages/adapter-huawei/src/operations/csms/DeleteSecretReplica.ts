import { DomainError } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { CSMS, defineOperation } from '../../operation.ts';
import { changeReplicas, replicasOf, removeReplicaRef, vaultInRegion } from '../../wire/csms/replica.ts';
import { secretPath } from '../../wire/csms/secret.ts';
import { onSecret } from '../../permissions/secret-checks.ts';

/** Without its last replica the secret stands alone again. */
export const DeleteSecretReplica = defineOperation({
  ...CSMS,
  name: 'DeleteSecretReplica',
  checks: onSecret('csms:secret:deleteReplica'),
  routes: [{ method: 'DELETE', path: '/v1/{project_id}/secrets/{secret_name}/replicas/{region_name}' }],
  success: 204,
  input: Type.Object({ path: Type.Object({ ...secretPath, region_name: Type.String({ maxLength: 64 }) }) }),
  async run(context, { path }) {
    const region = path.region_name;
    const changed = await changeReplicas(context, path.secret_name, (secret) => {
      const replicas = replicasOf(secret) ?? [];
      const kept = replicas.filter((replica) => replica.region !== region);
      if (kept.length === replicas.length) throw new DomainError('resource-not-found', region);
      return kept;
    });
    await removeReplicaRef(context.services, vaultInRegion(context, region), changed);
  },
});
