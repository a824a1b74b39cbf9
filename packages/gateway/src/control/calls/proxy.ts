import { Type } from '@sinclair/typebox';

import { controlCall } from '../call.ts';
import { strictObject } from '../closed.ts';

const ProxiedHost = strictObject({
  host: Type.String(),
  port: Type.Integer(),
  route: Type.Union([Type.Literal('door'), Type.Literal('other'), Type.Literal('rejected'), Type.Literal('blocked')], {
    description:
      'door: answered here; other: passed on; refused: the rest of a cloud; blocked: another host, with proxy.unknown_hosts refuse or asked for from elsewhere',
  }),
  count: Type.Integer(),
});

/** What came through the proxy. */
export const proxyCalls = {
  'proxy.list': controlCall({
    method: 'GET',
    path: '/proxy',
    scope: 'gateway',
    summary: 'Lists the hosts that were asked for through the proxy, and what became of it',
    answer: strictObject({ hosts: Type.Array(ProxiedHost) }),
    run: ({ gateway }) => ({ hosts: gateway.proxied.list() }),
  }),
  'proxy.clear': controlCall({
    method: 'DELETE',
    path: '/proxy',
    scope: 'gateway',
    summary: 'Forgets the hosts that were asked for',
    answer: strictObject({ hosts: Type.Array(ProxiedHost) }),
    run({ gateway }) {
      gateway.proxied.clear();
      return { hosts: gateway.proxied.list() };
    },
  }),
};
