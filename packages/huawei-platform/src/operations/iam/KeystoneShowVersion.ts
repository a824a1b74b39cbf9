import { Type } from '@sinclair/typebox';

import { IAM_SERVICE } from '../../errors/iam.ts';
import { defineOperation } from '../../operation.ts';
import { originOf } from '../../wire/iam/origin.ts';

/** What IAM says of itself to whoever asks. */
export const KeystoneShowVersion = defineOperation({
  service: IAM_SERVICE,
  name: 'KeystoneShowVersion',
  routes: [{ method: 'GET', path: '/v3' }],
  success: 200,
  body: 'ignored',
  authenticated: false,
  input: Type.Object({}),
  async run({ request }) {
    return {
      version: {
        id: 'v3.6',
        status: 'stable',
        updated: '2016-04-04T00:00:00Z',
        'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.identity-v3+json' }],
        links: [{ rel: 'self', href: `${originOf(request)}/v3/` }],
      },
    };
  },
});
