import { accountOf, findAgency, unchecked } from '@dragoman/huawei-platform';
import { Type } from '@sinclair/typebox';

import { CSMS, defineOperation } from '../../operation.ts';
import { AGENCIES_OF, functionSecretType } from '../../wire/csms/agency.ts';

/** Whether every agency that a type of secret takes is there; told as a string. */
export const ShowAgency = defineOperation({
  ...CSMS,
  name: 'ShowAgency',
  checks: unchecked,
  routes: [{ method: 'GET', path: '/v1/csms/agencies' }],
  input: Type.Object({ query: Type.Object({ secret_type: functionSecretType }) }),
  async run({ services, caller }, { query }) {
    const account = accountOf(caller);
    const found = await Promise.all(
      AGENCIES_OF[query.secret_type].map(async (name) => findAgency(services, account, name)),
    );
    return { agency_granted: String(found.every((agency) => agency !== null)) };
  },
});
