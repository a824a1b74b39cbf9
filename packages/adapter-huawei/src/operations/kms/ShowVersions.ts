import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { apiVersion } from '../../wire/kms/version.ts';
import { KMS } from './define.ts';
import { unchecked } from '@dragoman/huawei-platform';

export const ShowVersions = defineOperation({
  ...KMS,
  name: 'KMS:ShowVersions',
  checks: unchecked,
  routes: [{ method: 'GET', path: '/' }],
  body: 'ignored',
  authenticated: false,
  input: Type.Object({}),
  async run(context) {
    return Promise.resolve({ versions: [apiVersion(context)] });
  },
});
