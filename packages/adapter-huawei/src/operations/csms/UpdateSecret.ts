import { type RotationChange, loadSecret, rejectPendingDeletion, updateSecret } from '@dragoman/core';
import { DOOR } from '@dragoman/huawei-platform';
import { type Static, Type } from '@sinclair/typebox';

import { CSMS, type HuaweiContext, defineOperation } from '../../operation.ts';
import { checkRotationPeriod, rotationFields, rotationFromWire } from '../../wire/csms/rotation.ts';
import {
  type OwnAttributes,
  descriptionField,
  keyIdField,
  ownAttributes,
  secretPath,
  secretToWire,
  subscriptionsField,
} from '../../wire/csms/secret.ts';
import { onSecret } from '../../permissions/secret-checks.ts';

const Body = Type.Object({
  kms_key_id: keyIdField,
  description: descriptionField,
  ...rotationFields,
  /** Terraform sends this field always, null to clear it. */
  event_subscriptions: Type.Optional(Type.Union([subscriptionsField, Type.Null()])),
});

export const UpdateSecret = defineOperation({
  ...CSMS,
  name: 'UpdateSecret',
  checks: onSecret('csms:secret:update'),
  routes: [{ method: 'PUT', path: '/v1/{project_id}/secrets/{secret_name}' }],
  body: 'required',
  input: Type.Object({ path: Type.Object(secretPath), body: Body }),
  async run(context, { path, body }) {
    checkRotationPeriod(body.rotation_period);
    const rotation = await rotationIn(context, path.secret_name, body);
    const secret = await updateSecret(context.services, {
      ref: { vault: context.vault, name: path.secret_name },
      actor: context.actor,
      ...(body.description !== undefined && { description: body.description }),
      ...(body.kms_key_id !== undefined && { keyId: body.kms_key_id }),
      ...(rotation !== null && { rotation }),
      attributes: { dialect: DOOR, set: attributesFromWire(body) },
    });
    return { secret: secretToWire(secret, context.settings) };
  },
});

/** What the request says of rotation, seen with what the secret is. */
async function rotationIn(
  { services, settings, vault }: HuaweiContext,
  name: string,
  body: Static<typeof Body>,
): Promise<RotationChange | null> {
  if (body.auto_rotation === undefined && body.rotation_period === undefined) return null;
  const secret = await loadSecret(services, { vault, name });
  rejectPendingDeletion(secret);
  const own: OwnAttributes = secret.attributes[DOOR] ?? {};
  // Of a secret that does not rotate, the period is kept as it was given.
  const { auto_rotation, rotation_period = secret.rotation === null ? own.rotation_period : undefined } = body;
  return rotationFromWire(
    { auto_rotation, rotation_period },
    { type: own.secret_type ?? 'COMMON', config: own.rotation_config, rotates: secret.rotation !== null },
    settings,
  );
}

function attributesFromWire(body: Static<typeof Body>): ReturnType<typeof ownAttributes> {
  return ownAttributes({
    rotation_period: body.rotation_period,
    rotation_func_urn: body.rotation_func_urn,
    event_subscriptions: body.event_subscriptions === null ? [] : body.event_subscriptions,
  });
}
