import { RowAuthenticator } from '@dragoman/core';
import { type ControlState, type ControlStore, randomIds, type State } from '@dragoman/environment';
import type { PostgresStore } from '@dragoman/store-postgres';

import { openServing, type ServingParts } from '../serving.ts';
import { openPostgresState, type PostgresStateParts } from '../state/open-postgres-state.ts';
import { ClusterMember } from './cluster-member.ts';
import { ForwardedMark } from './forwarded.ts';
import { LocalReads } from './local-reads.ts';
import { shareAuthority } from './share-authority.ts';

/** What a gateway joins others with. */
export type ClusterParts = Omit<ServingParts, 'openState'> & Omit<PostgresStateParts, 'dataDir'>;

/** One of several gateways over the state in a database. @throws ConfigError where that does not do */
export async function joinCluster(parts: ClusterParts): Promise<ClusterMember> {
  const { settings } = parts;
  const { state, key, keepOnce, control, reading, sandboxes, usage, leadership } = await openPostgresState({
    ...parts,
    dataDir: settings.data_dir,
  });
  await shareAuthority(settings, state.sealer, keepOnce).catch(async (error: unknown) => {
    await state.close();
    throw error;
  });
  const mark = new ForwardedMark(new RowAuthenticator(key));
  const id = randomIds.uuid();
  const leaseMs = settings.store.lease_seconds * 1_000;
  const member: ClusterMember = new ClusterMember({
    id,
    settings,
    mark,
    leaseMs,
    onError: parts.onError,
    notice: parts.notice,
    certificate: () => (settings.tls.enabled ? parts.authority() : Promise.resolve(null)),
    count: (outcome) => {
      parts.metrics.counts.count(outcome);
    },
    reads: new LocalReads({ ...parts, reading, sealer: state.sealer }),
    join: (url) => leadership({ id, url, version: parts.version }, leaseMs),
    open: () =>
      openServing({
        ...parts,
        // The state is let go of with the gateway.
        controlStore: controlStoreOver(control),
        sandboxStore: sandboxes,
        usage,
        openState: (): State => ({ ...state, close: async () => undefined }),
        gateways: () => member.gateways(),
        peerOf: (request) => mark.peerOf(request),
      }),
    closeState: () => state.close(),
  });
  return member;
}

/** How the environment is set, as JSON in the store. */
function controlStoreOver(control: PostgresStore['control']): ControlStore {
  return {
    async find() {
      const { text } = await control.find();
      return text === '' ? null : (JSON.parse(text) as ControlState);
    },
    keep: (state) => control.keep(JSON.stringify(state)),
  };
}
