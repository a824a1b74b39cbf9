import { createSecret } from '@dragoman/core';
import { DOOR } from '@dragoman/huawei-platform';
import { InvalidInputError } from '@dragoman/protocol-kit';
import { type Static, Type } from '@sinclair/typebox';

import { HELP } from '../../messages.ts';
import { NAME_PATTERN } from '../../names.ts';
import { CSMS, defineOperation } from '../../operation.ts';
import { checkRotationPeriod, rotationFields, rotationFromWire } from '../../wire/csms/rotation.ts';
import {
  descriptionField,
  insertLimits,
  keyIdField,
  ownAttributes,
  secretToWire,
  subscriptionsField,
} from '../../wire/csms/secret.ts';
import { RDS, checkRdsValue, rdsConfigFromWire } from '../../wire/csms/rds.ts';
import { valueFields, valueFromWire } from '../../wire/csms/value.ts';
import { onNewSecret } from '../../permissions/secret-checks.ts';

const Body = Type.Object({
  name: Type.String({ pattern: NAME_PATTERN }),
  kms_key_id: keyIdField,
  description: descriptionField,
  ...valueFields,
  secret_type: Type.Union(
    [Type.Literal('COMMON'), Type.Literal(RDS), Type.Literal('RDS-FG'), Type.Literal('GaussDB-FG')],
    { default: 'COMMON' },
  ),
  ...rotationFields,
  rotation_config: Type.Optional(Type.String({ maxLength: 1024 })),
  event_subscriptions: Type.Optional(subscriptionsField),
  enterprise_project_id: Type.Optional(Type.String({ minLength: 1, maxLength: 36 })),
});

export const CreateSecret = defineOperation({
  ...CSMS,
  name: 'CreateSecret',
  checks: onNewSecret,
  routes: [{ method: 'POST', path: '/v1/{project_id}/secrets' }],
  body: 'required',
  input: Type.Object({ body: Body }),
  async run({ services, settings, vault, actor }, { body }) {
    checkTogether(body, settings.strict_names);
    const value = valueFromWire(body, settings);
    if (body.secret_type === RDS) checkRdsValue(value);
    const config = configFromWire(body);
    const rotation = rotationFromWire(body, { type: body.secret_type, config, rotates: false }, settings);
    const secret = await createSecret(services, {
      vault,
      actor,
      name: body.name,
      value,
      versionId: null,
      description: body.description ?? null,
      keyId: body.kms_key_id ?? null,
      tags: [],
      attributes: { [DOOR]: attributesFromWire(body, config) },
      ...(rotation !== null && { rotation }),
      limits: insertLimits(settings),
    });
    return { secret: secretToWire(secret, settings) };
  },
});

/** The rules that hold between fields. @throws InvalidInputError */
function checkTogether(body: Static<typeof Body>, strictNames: boolean): void {
  if (strictNames && body.name.includes('.')) throw new InvalidInputError('body.name', 'pattern', HELP.nameWithoutDot);
  checkRotationPeriod(body.rotation_period);
  if (body.auto_rotation === true && body.rotation_period === undefined) {
    throw new InvalidInputError('body.rotation_period', 'required', HELP.needsRotationPeriod);
  }
  if (body.secret_type !== 'COMMON' && body.rotation_config === undefined) {
    throw new InvalidInputError('body.rotation_config', 'required', HELP.needsRotationConfig);
  }
}

/** The configuration as it is kept and shown. */
function configFromWire({ secret_type: type, rotation_config: config }: Static<typeof Body>): string | undefined {
  return type === RDS && config !== undefined ? rdsConfigFromWire(config) : config;
}

function attributesFromWire(body: Static<typeof Body>, config: string | undefined): ReturnType<typeof ownAttributes> {
  return ownAttributes({
    secret_type: body.secret_type === 'COMMON' ? undefined : body.secret_type,
    rotation_period: body.rotation_period,
    rotation_config: config,
    rotation_func_urn: body.rotation_func_urn,
    event_subscriptions: body.event_subscriptions,
    enterprise_project_id: body.enterprise_project_id,
  });
}
