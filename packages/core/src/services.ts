import type { Clock } from './ports/clock.ts';
import type { IdentityStore } from './ports/identity-store.ts';
import type { Ids } from './ports/ids.ts';
import type { KeyStore } from './ports/key-store.ts';
import type { DialectRecordStore } from './ports/dialect-record-store.ts';
import type { RotationTarget } from './ports/rotation-target.ts';
import type { SecretEvents } from './ports/secret-events.ts';
import type { SecretStore } from './ports/secret-store.ts';
import type { Sealer } from './sealing/sealer.ts';

/** Everything that commands work with; each command says by type which part it touches. */
export interface Services {
  readonly secrets: SecretStore;
  readonly keys: KeyStore;
  readonly identities: IdentityStore;
  readonly resources: DialectRecordStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly sealer: Sealer;
  readonly events: SecretEvents;
  readonly rotationTarget: RotationTarget;
}

/** What commands that write a secret with its value work with. */
export type SecretServices = Pick<Services, 'secrets' | 'keys' | 'clock' | 'ids' | 'sealer' | 'events'>;
