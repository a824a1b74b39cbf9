import { strictObject } from '@dragoman/input';
import { Type } from '@sinclair/typebox';

import { controlCall, ProxiedHost } from '../call.ts';

/** What came through the proxy. */
export const proxyCalls = {
  'proxy.list': controlCall({
    method: 'GET',
    path: '/proxy',
    scope: 'gateway',
    summary: 'Lists the hosts that were requested through the proxy, and where they were routed',
    answer: strictObject({ hosts: Type.Array(ProxiedHost) }),
    run: ({ gateway }) => ({ hosts: gateway.proxied.list() }),
  }),
  'proxy.clear': controlCall({
    method: 'DELETE',
    path: '/proxy',
    scope: 'gateway',
    summary: 'Clears the list of hosts',
    answer: strictObject({ hosts: Type.Array(ProxiedHost) }),
    run({ gateway }) {
      gateway.proxied.clear();
      return { hosts: gateway.proxied.list() };
    },
  }),
};
