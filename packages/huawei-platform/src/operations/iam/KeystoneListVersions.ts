import { Type } from '@sinclair/typebox';

import { IAM_SERVICE } from '../../errors/iam.ts';
import { defineOperation } from '../../operation.ts';
import { keystoneVersion } from '../../wire/iam/version.ts';
import { unchecked } from '../checks.ts';

/** What a client of Keystone finds the address of the interface by (API reference, `iam_15_0002`, 2025-12-27). */
export const KeystoneListVersions = defineOperation({
  service: IAM_SERVICE,
  name: 'KeystoneListVersions',
  checks: unchecked,
  routes: [{ method: 'GET', path: '/' }],
  success: 300,
  body: 'ignored',
  authenticated: false,
  input: Type.Object({}),
  async run({ request }) {
    return { versions: { values: [keystoneVersion(request)] } };
  },
});
