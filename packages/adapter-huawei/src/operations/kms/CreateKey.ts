import { createCustomerKey } from '@dragoman/core';
import { DOOR } from '@dragoman/huawei-platform';
import { type Static, Type } from '@sinclair/typebox';

import { invalidField, withKmsErrors } from '../../errors/kms.ts';
import { HELP } from '../../messages.ts';
import { ALIAS_PATTERN, MAX_KEY_DESCRIPTION } from '../../wire/kms/names.ts';
import { sequenceField } from '../../wire/kms/input.ts';
import {
  SHARED_KEYSTORE,
  WIRE_SPECS,
  WIRE_USAGES,
  type WireSpec,
  type WireUsage,
  keyVaultOf,
  specFromWire,
  usageFromWire,
} from '../../wire/kms/key.ts';
import { defineOperation } from '../../operation.ts';
import { KMS, postRoute } from './define.ts';
import { onNewKey } from '../../permissions/key-checks.ts';

const Body = Type.Object({
  key_alias: Type.String({ pattern: ALIAS_PATTERN }),
  key_spec: Type.Unsafe<WireSpec>(Type.String({ enum: WIRE_SPECS, default: 'AES_256' })),
  key_usage: Type.Optional(Type.Unsafe<WireUsage>(Type.String({ enum: WIRE_USAGES }))),
  key_description: Type.String({ maxLength: MAX_KEY_DESCRIPTION, default: '' }),
  origin: Type.Union([Type.Literal('kms'), Type.Literal('external')], { default: 'kms' }),
  enterprise_project_id: Type.Optional(Type.String({ maxLength: 36 })),
  keystore_id: Type.Optional(Type.String()),
  sequence: sequenceField,
});

export const CreateKey = defineOperation({
  ...KMS,
  name: 'KMS:CreateKey',
  checks: onNewKey,
  routes: postRoute('create-key'),
  toError: withKmsErrors({ domain: { 'key-operation-unsupported': { field: 'key_usage' } } }),
  input: Type.Object({ body: Body }),
  async run(context, { body }) {
    const { services, settings, vault, actor } = context;
    const { keystore_id: keystore = '' } = body;
    if (keystore !== '' && keystore !== SHARED_KEYSTORE) throw invalidField('keystore_id', HELP.noKeystores);
    const key = await createCustomerKey(services, {
      vault,
      actor,
      spec: specFromWire(body.key_spec),
      usage: usageFromWire(body.key_usage ?? usualUsage(body.key_spec)),
      origin: body.origin === 'external' ? 'external' : 'service',
      description: body.key_description,
      tags: [],
      attributes: { [DOOR]: attributesFromWire(body) },
      rotation: null,
      alias: body.key_alias,
      maxKeys: settings.key_quota === 0 ? null : settings.key_quota,
    });
    return { key_info: { key_id: key.id, domain_id: keyVaultOf(context).domainId } };
  },
});

/** What a key is for unless it is said (CreateKey): pairs sign. */
function usualUsage(spec: WireSpec): WireUsage {
  if (spec.startsWith('HMAC_')) return 'GENERATE_VERIFY_MAC';
  return spec === 'AES_256' || spec === 'SM4' ? 'ENCRYPT_DECRYPT' : 'SIGN_VERIFY';
}

function attributesFromWire({ key_alias, enterprise_project_id: project = '' }: Static<typeof Body>) {
  return { key_alias, ...(project !== '' && { enterprise_project_id: project }) };
}
