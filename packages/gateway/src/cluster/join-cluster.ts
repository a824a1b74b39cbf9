import { RowAuthenticator } from '@dragoman/core';
import { randomIds, type State } from '@dragoman/environment';

import { openServing, type ServingParts } from '../serving.ts';
import { openPostgresState, type PostgresStateParts } from '../state/open-postgres-state.ts';
import { ClusterMember } from './cluster-member.ts';
import { ForwardedMark } from './forwarded.ts';
import { shareAuthority } from './share-authority.ts';

/** What a gateway joins others with. */
export type ClusterParts = Omit<ServingParts, 'openState'> & Omit<PostgresStateParts, 'dataDir'>;

/** One of several gateways over the state in a database. @throws ConfigError where that does not do */
export async function joinCluster(parts: ClusterParts): Promise<ClusterMember> {
  const { settings } = parts;
  const { state, key, keepOnce, leadership } = await openPostgresState({ ...parts, dataDir: settings.data_dir });
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
    join: (url) => leadership({ id, url, version: parts.version }, leaseMs),
    open: () =>
      openServing({
        ...parts,
        // What is only in memory begins anew; the state is let go of with the gateway.
        openState: (): State => ({ ...state, close: async () => undefined }),
        gateways: () => member.gateways(),
        peerOf: (request) => mark.peerOf(request),
      }),
    closeState: () => state.close(),
  });
  return member;
}
