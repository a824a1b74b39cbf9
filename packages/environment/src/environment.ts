import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

import { huaweiWorker } from '@dragoman/adapter-huawei';
import { type Awaitable, type Clock, type Ids, type Services, type StateImage } from '@dragoman/core';
import { identityNames, Journal, secretFieldsOf, type SecretRedactor } from '@dragoman/journal';
import type {
  BackgroundWorker,
  Door,
  DoorParts,
  Outcome,
  PresentedCredential,
  WireRequest,
} from '@dragoman/protocol-kit';

import { withDueNotifications } from './background/due-notifications.ts';
import type { Happened } from './background/due.ts';
import { instrumentSources } from './background/instrument-sources.ts';
import { Scheduler } from './background/scheduler.ts';
import { dueSources } from './background/sources.ts';
import { Bindings } from './bindings.ts';
import type { VirtualClock } from './clock/virtual-clock.ts';
import { configuredBindings } from './configured-bindings.ts';
import { lateDoors } from './late-doors.ts';
import { lateReadingDoors } from './reading-doors.ts';
import { Faults } from './faults/faults.ts';
import { findElsewhere } from './elsewhere.ts';
import type { EnvironmentIds } from './ids/environment-ids.ts';
import { type KmsInstances, kmsInstances } from './instances/kms-instances.ts';
import { httpPost } from './rotation/post.ts';
import { rotationTargetOf } from './rotation/rotation-target.ts';
import type { HandedOutValues } from './sandboxes/handed-out-values.ts';
import type { EnvironmentSettings } from './settings.ts';
import { ControlChanges, type ControlStore } from './state/control-state.ts';
import { freshImage } from './state/fresh-image.ts';
import { visibilityChecks } from './visibility/visibility.ts';
import { hashOf, SnapshotService } from './state/snapshot-service.ts';
import { StateLock } from './state/state-lock.ts';
import type { State, StateStores } from './state/state.ts';

/** How long the endpoint of a notification topic may take to answer. */
const NOTIFICATION_TIMEOUT_MS = 10_000;

/** What the beginning of a state is made with. */
export type InitialServices = Services & Pick<StateStores, 'state'> & Pick<State, 'openMemoryStore'>;

/** What an environment is made of. */
export interface EnvironmentParts {
  readonly settings: EnvironmentSettings;
  /** Of the gateway, which snapshots name. */
  readonly version: string;
  readonly state: State;
  readonly clock: VirtualClock;
  readonly ids: EnvironmentIds;
  /**
   * Makes what a state of this environment begins with, where it is not there; at every start, and in an empty store
   * for a reset.
   */
  readonly initialize: (services: InitialServices) => Promise<void>;
  /** Keeps how it is set; absent where that ends with the environment. */
  readonly controlStore?: ControlStore | undefined;
  /** Secrets by value; one for all environments, as a client may bring a secret of one to another. */
  readonly redactor: SecretRedactor;
  /** Hears of every request that a door of this environment answered. @param request as it came in, secrets and all */
  readonly observe: (outcome: Outcome, request: WireRequest) => void;
  /** Hears of every rotated value, as a rotation function hears of it in the step `apply`; absent, nobody does. */
  readonly rotationHookUrl?: string | undefined;
  /** Keeps the secret values that answers hand out beside those of secrets; absent, nobody looks for them. */
  readonly handedOut?: HandedOutValues | undefined;
  /** See the parts of a door. */
  readonly authority?: DoorParts<unknown>['authority'];
  /** See the parts of a door. */
  readonly usage?: DoorParts<unknown>['usage'];
  /** Hears of what fell due and was done. */
  readonly onDone: (happened: Happened) => void;
  /** Hears of errors outside of requests. */
  readonly onError: (where: string, error: unknown) => void;
}

/**
 * Three doors over one state, with a clock of their own and everything that falls due by it. A gateway has one
 * environment that outlives it and any number of sandboxes; no two share anything that a request can reach.
 */
export interface Environment {
  readonly clock: VirtualClock;
  readonly state: State;
  /** Takes the state away and brings it back. */
  readonly snapshots: SnapshotService;
  /** What every request passes, so that none sees two states. */
  readonly stateLock: StateLock;
  readonly services: Services;
  /** In the order in which they are asked whether a request is theirs. Who asks first waits until they are loaded. */
  doors(): Awaitable<readonly Door[]>;
  /** Doors of their own for whoever runs the gateway: see `lateReadingDoors`. */
  readingDoors(): Awaitable<readonly Door[]>;
  readonly scheduler: Scheduler;
  readonly bindings: Bindings;
  /** The faults that are injected. */
  readonly faults: Faults;
  /** What passes whatever may change how the environment is set. */
  readonly control: ControlChanges;
  /** What was asked, and what came of it. */
  readonly journal: Journal;
  /** What each cloud could hold of a secret, by the name of its door. */
  readonly visibility: ReturnType<typeof visibilityChecks>;
  readonly kmsInstances: KmsInstances;
  /** What answers handed out beside the values of secrets; `null` where that is not kept. */
  readonly handedOut: HandedOutValues | null;
  /** Finishes what is being done of what fell due, and lets go of the state. */
  close(): Promise<void>;
}

/**
 * Opens an environment over a state, which it closes with itself.
 * @throws Error when the state was sealed by another root key
 */
export async function openEnvironment(parts: EnvironmentParts): Promise<Environment> {
  const { settings, state, clock, ids, onError, handedOut } = parts;
  redactSealedTexts(parts);
  const kept = (await parts.controlStore?.find()) ?? null;
  if (kept !== null) clock.restore(kept.clock);
  // The scheduler is idle until everything that it works on is there.
  const scheduler = new Scheduler({ clock, onError });
  const workers = [huaweiWorker({ settings: settings.doors.huawei, post: httpPost(NOTIFICATION_TIMEOUT_MS) })];
  const services = servicesOver(parts, ids.requests, workers, scheduler);
  const fresh = await initializeState(parts, services);
  const bindings = new Bindings(configuredBindings(settings), services);
  await bindings.load();
  const stateLock = new StateLock();
  const closing = new AbortController();
  const faults = createFaults(clock, services, { stateLock, closing: closing.signal });
  const control = new ControlChanges(parts.controlStore, { clock, faults });
  control.begin(kept);
  const presentedTo = (name: string, request: WireRequest): readonly PresentedCredential[] => {
    const built = doors();
    // What is asked about was answered by one of them.
    if (built instanceof Promise) return [];
    return built.find((door) => door.name === name)?.presentedCredentials(request) ?? [];
  };
  const journal = new Journal({ settings: settings.journal, services, redactor: parts.redactor, presentedTo });
  const observe = observer(parts, journal);
  const doors = lateDoors(() => ({
    settings,
    bindings: bindings.current,
    services,
    interceptor: faults,
    findElsewhere: (door, missing) => findElsewhere({ services, bindings: bindings.current }, door, missing),
    observe,
    ...{ authority: parts.authority, usage: parts.usage, ...noteIn(handedOut) },
  }));
  const snapshots = snapshotsOf(parts, { scheduler, stateLock, bindings, fresh });
  const sources = dueSources(servicesOver(parts, ids.due, workers, scheduler), workers, onError);
  scheduler.start(instrumentSources(sources, parts.onDone));
  return {
    clock,
    state,
    snapshots,
    stateLock,
    services,
    doors,
    readingDoors: lateReadingDoors({ settings, services, bindings: bindings.current }),
    scheduler,
    bindings,
    faults,
    control,
    journal,
    visibility: visibilityChecks(settings, services),
    kmsInstances: kmsInstances(settings, services),
    handedOut: handedOut ?? null,
    async close() {
      faults.close();
      closing.abort();
      journal.close();
      await scheduler.close();
      await state.close();
    },
  };
}

function noteIn(values: HandedOutValues | undefined): Pick<DoorParts<unknown>, 'noteHandedOut'> {
  return values === undefined ? {} : { noteHandedOut: (value) => values.add(value) };
}

/** Whatever is sealed or unsealed is secret, and is redacted wherever it would show. */
function redactSealedTexts({ state, redactor }: EnvironmentParts): void {
  state.sealer.onText((text) => {
    redactor.add(text);
  });
}

/** What a request that waits lets go of, and what ends its wait. */
interface Waits {
  readonly stateLock: StateLock;
  readonly closing: AbortSignal;
}

function createFaults(clock: VirtualClock, services: Services, { stateLock, closing }: Waits): Faults {
  const wait = async (ms: number): Promise<void> => {
    await stateLock.releaseWhile(() => sleep(ms, undefined, { signal: closing }).catch(() => undefined));
  };
  return new Faults(clock, (text) => identityNames(services, text), wait);
}

/** Begins the ids anew, after the state that they depend on. */
async function restartIds({ ids, state }: EnvironmentParts): Promise<void> {
  await ids.restart(() => hashOf(state.store.state, state.sealer));
}

/** What replaces the state, with everything that goes by it. */
interface StateUsers {
  readonly scheduler: Scheduler;
  readonly stateLock: StateLock;
  readonly bindings: Bindings;
  readonly fresh: () => Promise<StateImage>;
}

function snapshotsOf(parts: EnvironmentParts, { scheduler, stateLock, bindings, fresh }: StateUsers): SnapshotService {
  const { state, clock, version } = parts;
  return new SnapshotService({
    state: state.store.state,
    sealer: state.sealer,
    snapshots: state.snapshots,
    spoolDirectory: state.spoolDirectory ?? tmpdir(),
    // What falls due, and who advances the clock, work on one state too.
    stateLock: { withExclusive: (replace) => scheduler.runExclusive(() => stateLock.withExclusive(replace)) },
    clock,
    version,
    fresh,
    async onReplaced() {
      await restartIds(parts);
      await bindings.load();
      scheduler.wake(clock.now());
    },
  });
}

/**
 * Makes what the state begins with. What comes back tells what a reset goes back to: the very start of a state that
 * began here.
 */
async function initializeState(parts: EnvironmentParts, services: Services): Promise<() => Promise<StateImage>> {
  const { initialize, state, ids, clock } = parts;
  await restartIds(parts);
  const isNew = (await services.identities.list()).length === 0;
  await initialize({
    ...services,
    state: state.store.state,
    openMemoryStore: state.openMemoryStore,
    ...(isNew && { ids: ids.initial() }),
  });
  let image: Promise<StateImage> | undefined = isNew ? state.store.state.dump() : undefined;
  await image;
  await restartIds(parts);
  const start: Clock = { now: () => clock.timeOfStart() };
  return () =>
    (image ??= freshImage(state.openMemoryStore, (store) =>
      initialize({ ...services, ...store, openMemoryStore: state.openMemoryStore, ids: ids.initial(), clock: start }),
    ));
}

/** What was rejected was never sealed, so its secrets are known by the fields that they came in. */
function observer({ redactor, observe }: EnvironmentParts, journal: Journal): EnvironmentParts['observe'] {
  return (outcome, request) => {
    if (outcome.rejection !== null) for (const value of secretFieldsOf(request)) redactor.add(value);
    journal.writer.record(outcome, request);
    observe(outcome, request);
  };
}

/** @param workers who handles what happens @param scheduler is woken by every write of something that falls due */
function servicesOver(
  parts: EnvironmentParts,
  ids: Ids,
  workers: readonly BackgroundWorker[],
  scheduler: Scheduler,
): Services {
  const { state, clock } = parts;
  return {
    ...withDueNotifications(state.store, (dueAt) => {
      scheduler.wake(dueAt);
    }),
    identities: state.store.identities,
    ids,
    clock,
    sealer: state.sealer,
    events: { isSubscribed: (event) => workers.some((worker) => worker.isSubscribed(event)) },
    rotationTarget: rotationTargetOf(parts, ids),
  };
}
