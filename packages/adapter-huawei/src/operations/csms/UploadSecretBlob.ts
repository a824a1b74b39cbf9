import { type ExportedSecret, type VaultId, importSecret, openExportedSecret } from '@dragoman/core';
import type { Message } from '@dragoman/messages';
import { InvalidInputError } from '@dragoman/protocol-kit';
import { Type } from '@sinclair/typebox';

import { HELP } from '../../messages.ts';
import { MAX_BLOB_CHARACTERS, BLOB_PREFIX } from '../../names.ts';
import { CSMS, type HuaweiContext, defineOperation } from '../../operation.ts';
import { withoutReplicas } from '../../wire/csms/replica.ts';
import { insertLimits, secretToWire } from '../../wire/csms/secret.ts';
import { onBackup } from '../../permissions/secret-checks.ts';

/** Makes a secret again with all its versions and stages. @NOTE unverified: that its id is a new one */
export const UploadSecretBlob = defineOperation({
  ...CSMS,
  name: 'UploadSecretBlob',
  checks: onBackup,
  routes: [{ method: 'POST', path: '/v1/{project_id}/secrets/restore' }],
  body: 'required',
  input: Type.Object({ body: Type.Object({ secret_blob: Type.String({ maxLength: MAX_BLOB_CHARACTERS }) }) }),
  async run(context, { body }) {
    const { services, settings, vault, actor } = context;
    const exported = openBlob(context, body.secret_blob);
    rejectForeign(exported, settings.foreign_backups ? null : vault);
    const secret = await importSecret(services, {
      exported: withoutReplicas(exported),
      vault,
      actor,
      limits: insertLimits(settings),
    });
    return { secret: secretToWire(secret, settings) };
  },
});

/** @throws InvalidInputError */
function openBlob({ services }: HuaweiContext, blob: string): ExportedSecret {
  const exported = blob.startsWith(BLOB_PREFIX) ? openExportedSecret(services, blob.slice(BLOB_PREFIX.length)) : null;
  if (exported === null) throw wrong(HELP.foreignBlob);
  return exported;
}

/** @throws InvalidInputError */
function rejectForeign({ secret }: ExportedSecret, home: VaultId | null): void {
  if (home !== null && secret.vault !== home) throw wrong(HELP.otherProject);
}

function wrong(problem: Message): InvalidInputError {
  return new InvalidInputError('body.secret_blob', 'backup', HELP.blob({ problem }));
}
