import { type Secret, isBuiltIn, labelFromName, moveSecretLabel, removeSecretLabel } from '@dragoman/core';
import { InvalidInputError } from '@dragoman/protocol-kit';
import { type Static, Type } from '@sinclair/typebox';

import { HELP } from '../messages/operations.ts';
import { requireGeneric } from '../secrets/require-type.ts';
import { LABEL_NAMES } from '../names.ts';
import { type AliyunContext, defineOperation } from '../operation.ts';
import { versioningOf } from '../settings.ts';
import { SecretName, VersionId, VersionStage } from '../wire/fields.ts';
import { refFromWire } from '../secrets/secret-name.ts';
import { onSecret } from '../secrets/secret-checks.ts';

const input = Type.Object({
  SecretName,
  VersionStage,
  MoveToVersion: Type.Optional(VersionId),
  RemoveFromVersion: Type.Optional(VersionId),
});

export const UpdateSecretVersionStage = defineOperation({
  name: 'UpdateSecretVersionStage',
  input,
  rejections: { 'label-not-on-version': [400, 'Rejected.InvalidRequest', 'param mismatch'] },
  checks: onSecret('kms:UpdateSecretVersionStage'),
  async run(context, request) {
    const secret = await changeStage(context, request);
    return { SecretName: secret.name };
  },
});

async function changeStage(context: AliyunContext, request: Static<typeof input>): Promise<Secret> {
  const { MoveToVersion: to, RemoveFromVersion: from } = request;
  const label = labelFromName(request.VersionStage, LABEL_NAMES);
  const ref = refFromWire(context, request.SecretName);
  await requireGeneric(context, ref);
  const target = { ref, actor: context.actor, label, from: from ?? null };
  if (to !== undefined)
    return moveSecretLabel(context.services, { ...target, to, policy: versioningOf(context.settings) });
  if (from === undefined) throw new InvalidInputError('MoveToVersion', 'anyOf', HELP.moveOrRemove);
  if (isBuiltIn(label))
    throw new InvalidInputError(
      'MoveToVersion',
      'required-with',
      HELP.stageMoved({ VersionStage: request.VersionStage }),
    );
  return removeSecretLabel(context.services, target);
}
