import { DomainError, importKeyMaterial } from '@dragoman/core';
import { verbatim } from '@dragoman/messages';
import { type Static, Type } from '@sinclair/typebox';

import { invalidField, kmsError, withKmsErrors } from '../../errors/kms.ts';
import { HELP } from '../../messages.ts';
import { type HuaweiContext, defineOperation } from '../../operation.ts';
import { base64Field, keyIdField, sequenceField } from '../../wire/kms/input.ts';
import { KEY_POLICY, loadOwnKey } from '../../wire/kms/key.ts';
import { KMS, postRoute } from './define.ts';
import { onKey } from '../../permissions/key-checks.ts';

/** The time counts seconds, as a number or, as Terraform's SDK declares it, in a string. */
const Body = Type.Object({
  key_id: keyIdField,
  import_token: base64Field({ maxLength: 6144 }),
  encrypted_key_material: base64Field({ maxLength: 6144 }),
  encrypted_privatekey: Type.Optional(Type.String()),
  expiration_time: Type.Optional(
    Type.Union([
      Type.Integer({ minimum: 0, maximum: 10_000_000_000 }),
      Type.String({ pattern: '^([0-9]{1,10}|10000000000)$' }),
    ]),
  ),
  sequence: sequenceField,
});

export const ImportKeyMaterial = defineOperation({
  ...KMS,
  name: 'KMS:ImportKeyMaterial',
  checks: onKey('kms:cmk:importMaterial'),
  routes: postRoute('import-key-material'),
  toError: withKmsErrors({ domain: { 'key-transition-rejected': 'notPendingImport' } }),
  input: Type.Object({ body: Body }),
  async run(context, { body }) {
    const key = await loadOwnKey(context, body.key_id);
    if (body.encrypted_privatekey !== undefined) throw invalidField('encrypted_privatekey', HELP.symmetricOnly);
    try {
      await importMaterial(context, body);
    } catch (error) {
      const again =
        error instanceof DomainError && error.code === 'material-invalid' && key.materialFingerprint !== null;
      throw again ? kmsError('materialDiffers', verbatim(error.message)) : error;
    }
  },
});

/** @throws VendorError KMS.2602 */
async function importMaterial({ services, vault }: HuaweiContext, body: Static<typeof Body>): Promise<void> {
  const expiresAt = body.expiration_time === undefined ? null : Number(body.expiration_time) * 1000;
  if (expiresAt !== null && expiresAt <= services.clock.now()) throw kmsError('materialExpiry', HELP.expirationPast);
  const wrapped = Buffer.from(body.encrypted_key_material, 'base64');
  await importKeyMaterial(services, {
    ref: { vault, id: body.key_id },
    token: body.import_token,
    wrapped,
    expiresAt,
    policy: KEY_POLICY,
  });
}
