import type { Services } from '../services.ts';
import { toOutbox } from './outbox.ts';

/** What every command works with that may come upon secrets whose deletion fell due. */
export type SweepServices = Pick<Services, 'secrets' | 'clock' | 'ids' | 'events'>;

/**
 * Removes every secret, in all vaults, whose deletion fell due at or before `until`; answers how many.
 * @param onRemoved hears when each of them fell due, the longest due first
 */
export async function sweepDeletions(
  services: SweepServices,
  until: number,
  onRemoved: (dueAt: number) => void = () => undefined,
): Promise<number> {
  const now = services.clock.now();
  return services.secrets.removeDue(until, (secret) => {
    onRemoved(secret.deletionDueAt ?? now);
    return toOutbox(services, secret, [{ type: 'deleted' }], now);
  });
}
