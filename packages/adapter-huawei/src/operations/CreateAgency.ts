import { Type } from '@sinclair/typebox';

import { accountOf } from '../account.ts';
import { CSMS, defineOperation } from '../operation.ts';
import { AGENCIES_OF, type Agency, ensureAgency, functionSecretType } from '../wire/agency.ts';

/** Makes the agencies that a type of secret takes; those that are there stay as they are. */
export const CreateAgency = defineOperation({
  ...CSMS,
  name: 'CreateAgency',
  routes: [{ method: 'POST', path: '/v1/csms/agencies' }],
  body: 'required',
  input: Type.Object({ body: Type.Object({ secret_type: functionSecretType }) }),
  async run({ services, caller }, { body }) {
    const agencies: Agency[] = [];
    for (const name of AGENCIES_OF[body.secret_type])
      agencies.push(await ensureAgency(services, accountOf(caller), name));
    return { agencies: agencies.map(({ id, name }) => ({ agency_id: id, agency_name: name })) };
  },
});
