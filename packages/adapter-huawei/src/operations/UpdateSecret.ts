import { loadSecret, refusePendingDeletion, updateSecret } from '@dragoman/core';
import { InvalidInput } from '@dragoman/protocol-kit';
import { type Static, Type } from '@sinclair/typebox';

import { DOOR } from '../names.ts';
import { CSMS, type HuaweiContext, defineOperation } from '../operation.ts';
import { checkRotationPeriod, rotationFields } from '../wire/rotation.ts';
import { type OwnAttributes, descriptionField, keyIdField, ownAttributes, secretPath, secretToWire, subscriptionsField } from '../wire/secret.ts';

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
  routes: [{ method: 'PUT', path: '/v1/{project_id}/secrets/{secret_name}' }],
  body: 'required',
  input: Type.Object({ path: Type.Object(secretPath), body: Body }),
  async run(context, { path, body }) {
    checkRotationPeriod(body.rotation_period);
    await checkAutoRotation(context, path.secret_name, body);
    const secret = await updateSecret(context.services, {
      ref: { vault: context.vault, name: path.secret_name },
      actor: context.actor,
      ...(body.description !== undefined && { description: body.description }),
      ...(body.kms_key_id !== undefined && { keyId: body.kms_key_id }),
      attributes: { dialect: DOOR, set: attributesFromWire(body) },
    });
    return { secret: secretToWire(secret) };
  },
});

/** Automatic rotation needs a period, from this request or one before. */
async function checkAutoRotation({ services, vault }: HuaweiContext, name: string, body: Static<typeof Body>): Promise<void> {
  if (body.auto_rotation !== true || body.rotation_period !== undefined) return;
  const secret = await loadSecret(services, { vault, name });
  refusePendingDeletion(secret);
  const own: OwnAttributes = secret.attributes[DOOR] ?? {};
  if (own.rotation_period === undefined) {
    throw new InvalidInput('body.rotation_period', 'required', 'auto_rotation needs body.rotation_period');
  }
}

function attributesFromWire(body: Static<typeof Body>): ReturnType<typeof ownAttributes> {
  return ownAttributes({
    auto_rotation: body.auto_rotation,
    rotation_period: body.rotation_period,
    rotation_func_urn: body.rotation_func_urn,
    event_subscriptions: body.event_subscriptions === null ? [] : body.event_subscriptions,
  });
}
