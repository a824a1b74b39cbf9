import { Type } from '@sinclair/typebox';

import { IAM_SERVICE } from '../../errors/iam.ts';
import { defineOperation } from '../../operation.ts';
import { keystoneVersion } from '../../wire/iam/version.ts';
import { unchecked } from '../checks.ts';

/** The one version that there is (API reference of IAM, `iam_15_0003`, 2025-12-27). */
export const KeystoneShowVersion = defineOperation({
  service: IAM_SERVICE,
  name: 'KeystoneShowVersion',
  checks: unchecked,
  routes: [{ method: 'GET', path: '/v3' }],
  success: 200,
  body: 'ignored',
  authenticated: false,
  input: Type.Object({}),
  async run({ request }) {
    return { version: keystoneVersion(request) };
  },
});
