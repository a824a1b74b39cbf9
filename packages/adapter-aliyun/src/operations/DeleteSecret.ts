import { type SecretRef, deleteSecret, scheduleSecretDeletion } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { DEFAULT_RECOVERY_DAYS } from '../names.ts';
import { type AliyunContext, defineOperation } from '../operation.ts';
import { Flag, SecretName, isTrue, isoTime } from '../wire/fields.ts';
import { refFromWire } from '../secrets/secret-name.ts';
import { onSecret } from '../secrets/secret-checks.ts';

export const DeleteSecret = defineOperation({
  name: 'DeleteSecret',
  quota: 'make-or-delete-secret',
  input: Type.Object({
    SecretName,
    ForceDeleteWithoutRecovery: Type.Optional(Flag),
    RecoveryWindowInDays: Type.Optional(Type.String({ pattern: '^([7-9]|[12][0-9]|30)$' })),
  }),
  checks: onSecret('kms:DeleteSecret'),
  async run(context, request) {
    const ref = refFromWire(context, request.SecretName);
    // Documented as mutually exclusive, but Terraform always sends force together with a window of 30.
    return isTrue(request.ForceDeleteWithoutRecovery)
      ? deleteNow(context, ref)
      : schedule(context, ref, Number(request.RecoveryWindowInDays ?? DEFAULT_RECOVERY_DAYS));
  },
});

/** Succeeds in the deletion window too. */
async function deleteNow({ services }: AliyunContext, ref: SecretRef) {
  const secret = await deleteSecret(services, ref);
  return { SecretName: secret.name, PlannedDeleteTime: isoTime(services.clock.now()) };
}

async function schedule({ services, actor }: AliyunContext, ref: SecretRef, days: number) {
  const secret = await scheduleSecretDeletion(services, { ref, actor, days });
  return { SecretName: secret.name, PlannedDeleteTime: isoTime(secret.deletionDueAt ?? services.clock.now()) };
}
