import { deleteSecret } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { credentialById, unknownCredential } from '../../job/credentials.ts';
import { JobError } from '../../errors/job-error.ts';
import { isUsedCredential } from '../../job/file-sources.ts';
import { permitOnCredential } from '../../job/permissions.ts';
import { HELP } from '../../messages.ts';
import { defineWebOperation } from '../../operation.ts';

/** Deletes a credential that no file source uses; answers how many went. */
export const deleteCredentialById = defineWebOperation({
  name: 'deleteCredentialById',
  needs: ['manage_ticket'],
  method: 'DELETE',
  path: '/ids/{id}',
  input: Type.Object({ id: Type.String() }),
  async run(context, { id }) {
    await permitOnCredential(context, 'manage_ticket', id);
    const held = await credentialById(context, id, false);
    if (held === null) throw unknownCredential(context, id);
    if (await isUsedCredential(context, id)) throw new JobError(1243055, { help: HELP.changeFileSources });
    await deleteSecret(context.services, { vault: held.vault, id: held.id });
    return 1;
  },
});
