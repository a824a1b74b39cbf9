import { strictObject } from '@dragoman/input';
import { Type } from '@sinclair/typebox';

import { controlCall } from '../call.ts';

const Hosts = strictObject({ hosts: Type.Array(Type.String()) });

/** The host names beside the clouds' that the gateway answers. */
export const hostCalls = {
  'hosts.list': controlCall({
    method: 'GET',
    path: '/hosts',
    scope: 'gateway',
    summary: "Lists the host names beside the clouds' that the gateway answers",
    answer: Hosts,
    run: ({ gateway }) => ({ hosts: [...gateway.hosts.list()] }),
  }),
  'hosts.add': controlCall({
    method: 'POST',
    path: '/hosts',
    scope: 'gateway',
    summary: 'Adds host names, each with everything below it, until the gateway stops',
    description:
      'As `tls.hosts` does at the start: its proxy leads them to the doors, and https clients find a certificate. ' +
      'What signs for names that the CA may not sign is an authority of its own, in memory: `tls.authority` answers ' +
      'its certificate too. An IP address has no certificate that way. `dragoman exec --host` calls this. ' +
      '409 too-many-hosts beyond 256.',
    body: strictObject({
      hosts: Type.Array(Type.String({ minLength: 1, maxLength: 253 }), {
        minItems: 1,
        maxItems: 100,
        description: 'host names, without scheme, port or wildcard',
      }),
    }),
    answer: Hosts,
    async run({ gateway }, { hosts }) {
      await gateway.hosts.add(hosts);
      return { hosts: [...gateway.hosts.list()] };
    },
  }),
};
