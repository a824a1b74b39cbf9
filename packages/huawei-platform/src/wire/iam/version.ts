import type { RequestHead } from '@dragoman/protocol-kit';

import { originOf } from './origin.ts';

/** The version of the interface, with its address on the host that was asked. */
export function keystoneVersion(request: RequestHead): object {
  return {
    id: 'v3.6',
    status: 'stable',
    updated: '2016-04-04T00:00:00Z',
    'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.identity-v3+json' }],
    links: [{ rel: 'self', href: `${originOf(request)}/v3/` }],
  };
}
