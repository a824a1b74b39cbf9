import { type Agency, accountOf, ensureAgency, unchecked } from '@dragoman/huawei-platform';
import { Type } from '@sinclair/typebox';

import { CSMS, defineOperation } from '../../operation.ts';
import { AGENCIES_OF, functionSecretType } from '../../wire/csms/agency.ts';

/** Makes the agencies that a type of secret takes; those that are there stay as they are. */
export const CreateAgency = defineOperation({
  ...CSMS,
  name: 'CreateAgency',
  checks: unchecked,
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
