import type { Services } from '@dragoman/core';
import { strictObject } from '@dragoman/input';
import { type Static, Type } from '@sinclair/typebox';

import { controlCall, type ControlTarget } from '../call.ts';

const Status = strictObject({
  version: Type.String(),
  ready: Type.Boolean(),
  auth: Type.Record(Type.String(), Type.String(), { description: 'the authentication mode of each door' }),
  state: Type.String({ description: 'the directory or database that keeps it, or memory' }),
  secrets: Type.Integer(),
  clock: Type.String({ description: 'real, offset or frozen' }),
  now: Type.String({ format: 'date-time' }),
  faults_armed: Type.Integer({ description: 'rules that may still inject a fault' }),
  requests: Type.Integer({ description: 'that were answered, those of sandboxes aside' }),
  sandboxes: Type.Integer(),
  leader: Type.Optional(
    Type.String({ description: 'the gateway that works on the state, of those over one database' }),
  ),
  gateways: Type.Optional(
    Type.Record(Type.String(), Type.String(), {
      description: 'those over one database, by address: the version, and how long ago it was heard of',
    }),
  ),
  https: Type.Boolean(),
  proxy: Type.Boolean(),
});

/** Whether requests are served: its programs have run, and its store answers. */
async function isReady(gateway: ControlTarget): Promise<boolean> {
  return gateway.isReady() && ((await gateway.environments.root.state.isAvailable?.()) ?? true);
}

async function gatewaysOf({ gateways }: ControlTarget): Promise<Pick<Static<typeof Status>, 'leader' | 'gateways'>> {
  if (gateways === undefined) return {};
  const listed = await gateways();
  const leader = listed.find(({ isLeader }) => isLeader);
  return {
    ...(leader !== undefined && { leader: leader.url }),
    gateways: Object.fromEntries(listed.map(({ url, version, lagMs }) => [url, `${version}, ${lagMs} ms ago`])),
  };
}

function statusOf(gateway: ControlTarget, secrets: number): Static<typeof Status> {
  const { version, settings, environments } = gateway;
  const { root, sandboxes } = environments;
  return {
    version,
    ready: gateway.isReady(),
    auth: Object.fromEntries(
      Object.entries(settings.doors).map(([door, { auth }]) => [door, auth ?? settings.auth.mode]),
    ),
    state: gateway.stateLocation,
    secrets,
    clock: root.clock.mode,
    now: new Date(root.clock.now()).toISOString(),
    faults_armed: root.faults.list().filter(({ state }) => state === 'armed').length,
    requests: root.journal.reader.last,
    sandboxes: sandboxes.size,
    https: settings.tls.enabled,
    proxy: settings.proxy.enabled,
  };
}

async function countSecrets({ secrets }: Services): Promise<number> {
  const counts = await Promise.all((await secrets.vaults()).map((vault) => secrets.count(vault)));
  return counts.reduce((sum, count) => sum + count, 0);
}

const Ready = strictObject({ ready: Type.Boolean() });

/** Whether the gateway is up, and which it is. What probes ask is open to everybody: they have no token. */
export const gatewayCalls = {
  health: controlCall({
    method: 'GET',
    path: '/health',
    scope: 'gateway',
    summary: 'Says that the process is up',
    open: true,
    answer: strictObject({ status: Type.Literal('up') }),
    run: () => ({ status: 'up' as const }),
  }),
  ready: controlCall({
    method: 'GET',
    path: '/ready',
    scope: 'gateway',
    summary: 'Says whether requests are served; 503 while they are not',
    open: true,
    answer: Ready,
    status: (answer) => (answer.ready ? 200 : 503),
    run: async ({ gateway }) => ({ ready: await isReady(gateway) }),
  }),
  version: controlCall({
    method: 'GET',
    path: '/version',
    scope: 'gateway',
    summary: 'Says which version this is',
    open: true,
    answer: strictObject({ name: Type.Literal('dragoman'), version: Type.String() }),
    run: ({ gateway }) => ({ name: 'dragoman' as const, version: gateway.version }),
  }),
  status: controlCall({
    method: 'GET',
    path: '/status',
    scope: 'gateway',
    summary: 'Shows the status of the gateway',
    answer: Status,
    run: async ({ gateway }) => ({
      ...statusOf(gateway, await countSecrets(gateway.environments.root.services)),
      ...(await gatewaysOf(gateway)),
    }),
  }),
};
