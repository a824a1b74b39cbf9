import { Type } from '@sinclair/typebox';

import { isNameRejected } from '../../job/credential-names.ts';
import { JobError } from '../../errors/job-error.ts';
import { HELP } from '../../messages.ts';
import { defineWebOperation } from '../../operation.ts';
import { textField, textOf } from '../../wire/fields.ts';

/** Whether the credential, `0` for a new one, may bear the name. */
export const checkCredentialName = defineWebOperation({
  name: 'checkCredentialName',
  needs: [],
  method: 'GET',
  path: '/{credentialId}/check_name',
  input: Type.Object({ credentialId: Type.String(), name: textField }),
  async run(context, { credentialId, name }) {
    if (name === undefined) throw new JobError(1240003, { help: HELP.giveName });
    return !(await isNameRejected(context, textOf(name), credentialId));
  },
});
