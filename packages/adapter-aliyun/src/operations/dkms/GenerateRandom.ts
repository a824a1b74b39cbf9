import { Type } from '@sinclair/typebox';

import { ANY_KEY } from '../../dkms/access.ts';
import { instanceError } from '../../dkms/errors.ts';
import { defineInstanceOperation } from '../../dkms/operation.ts';
import { INSTANCE_HELP } from '../../messages/instances.ts';

const MAX_BYTES = 64;

export const GenerateRandom = defineInstanceOperation({
  name: 'GenerateRandom',
  input: Type.Object({ Length: Type.Integer() }),
  checks: () => [{ action: 'GenerateRandom', resource: ANY_KEY, shownAs: 'GenerateRandom' }],
  async run({ services }, { Length: length }) {
    if (length < 1 || length > MAX_BYTES)
      throw instanceError('parameter', INSTANCE_HELP.randomLength({ limit: MAX_BYTES }));
    return { fields: { Random: services.ids.bytes(length) }, keyVersionId: null };
  },
});
