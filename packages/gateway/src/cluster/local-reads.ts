import { NO_LISTENERS, type Sealer, type Services } from '@dragoman/core';
import {
  Bindings,
  buildDoors,
  configuredBindings,
  type ControlState,
  credentialKeys,
  environmentClock,
  Faults,
  randomIds,
  systemClock,
  type VirtualClock,
} from '@dragoman/environment';
import type { SecretRedactor } from '@dragoman/journal';
import type { Door, Interceptor, Outcome, WireRequest, WireResponse } from '@dragoman/protocol-kit';
import type { PostgresReading } from '@dragoman/store-postgres';

import type { Settings } from '../config/schema.ts';
import { AnsweredReads } from './answered-reads.ts';

/** What reads are answered with. */
export interface LocalReadsParts {
  readonly settings: Settings;
  readonly reading: PostgresReading;
  readonly sealer: Sealer;
  readonly redactor: SecretRedactor;
  /** Hears of every request that is answered here. */
  readonly observe: (outcome: Outcome, request: WireRequest) => void;
}

/** How often a read is begun again, as what it was decided by changed meanwhile. */
const MAX_ROUNDS = 4;

/**
 * Answers reads at a gateway that does not lead, from the database itself. An answer is given only where one moment of
 * its request is known at which everything that it was decided by held: how the environment is set, who may do what,
 * and the documents. Whatever is no success, would write, is met by a fault, is for a sandbox or counts nonces or calls
 * is left to the gateway that leads.
 */
export class LocalReads {
  readonly clock: VirtualClock;
  readonly answered: AnsweredReads;
  readonly #parts: LocalReadsParts;
  readonly #bindings: Bindings;
  readonly #doors: readonly Door[];
  readonly #outcomes = new WeakMap<WireRequest, Outcome>();
  /** Operations that wrote when they were tried. */
  readonly #writes = new Set<string>();
  /** The faults of the gateway that leads, as of the revision that is loaded. */
  readonly #faults: Faults;
  /** What requests present that are for a sandbox, likewise. */
  #sandboxCredentials: ReadonlySet<string> = new Set();
  #loaded: { readonly revision: number; readonly isOpen: boolean } | null = null;
  #loading: Promise<void> | null = null;

  constructor(parts: LocalReadsParts) {
    const { settings, reading, sealer, redactor } = parts;
    this.#parts = parts;
    this.clock = environmentClock(settings, systemClock);
    this.answered = new AnsweredReads(settings.journal.enabled ? settings.journal.entries : 0);
    this.#faults = new Faults(
      this.clock,
      async () => [],
      async () => undefined,
    );
    const services = readingServices(reading, sealer, this.clock);
    this.#bindings = new Bindings(configuredBindings(settings), services);
    sealer.onText((text) => {
      redactor.add(text);
    });
    this.#doors = buildDoors({
      ...{ settings, services, bindings: this.#bindings.current, interceptor: this.#interceptor() },
      observe: (outcome, request) => this.#outcomes.set(request, outcome),
    });
  }

  /** Finds out whether reads may be answered here, where that is not asked along with them. */
  async refresh(): Promise<void> {
    const isAsked = this.#loaded?.isOpen === true && this.#sandboxCredentials.size === 0;
    if (this.#loaded !== null && !isAsked) await this.#parts.reading.confirm().catch(ignoreMoved);
  }

  /** The answer; `null` where it is for the gateway that leads to give. @param doorAt the door's place in the list */
  async answer(doorAt: number, request: WireRequest): Promise<WireResponse | null> {
    const door = this.#doors[doorAt];
    if (door === undefined || !this.#mayTry(door, request)) return null;
    const { reading } = this.#parts;
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const mark = reading.mark();
      const current = (await this.#current())?.revision;
      if (current === undefined || this.#isForSandbox(door, request)) return null;
      const response = await door.handle(request);
      const outcome = this.#outcomes.get(request);
      if (outcome === undefined) return null;
      if (reading.revision === current && !reading.isConfirmedSince(mark)) await reading.confirm().catch(ignoreMoved);
      if (reading.revision !== current) continue;
      return this.#settle(request, outcome, response);
    }
    return null;
  }

  #settle(request: WireRequest, outcome: Outcome, response: WireResponse): WireResponse | null {
    const { door, operation, rejection, internalError } = outcome;
    if (isWrite(internalError)) this.#writes.add(`${door} ${operation ?? ''}`);
    if (rejection !== null || internalError !== null) return null;
    this.answered.add(outcome);
    this.#parts.observe(outcome, request);
    return response;
  }

  #mayTry({ name, uriLimit }: Door, { method, path, query }: WireRequest): boolean {
    const { random_seed: seed, doors } = this.#parts.settings;
    const isCounted =
      (name === 'huawei' && doors.huawei.throttle) ||
      (name === 'aliyun' && (doors.aliyun.check_nonce || doors.aliyun.throttle !== 'off'));
    const mayRead = method === 'GET' || method === 'POST' || method === 'HEAD';
    return mayRead && seed === undefined && !isCounted && path.length + query.length <= uriLimit;
  }

  /** What reads go by now; `null` where the gateway that leads has to answer them. @throws StoreUnavailableError */
  async #current(): Promise<{ readonly revision: number } | null> {
    const { reading } = this.#parts;
    if (this.#loaded === null || reading.revision !== this.#loaded.revision) {
      this.#loading ??= this.#load().finally(() => {
        this.#loading = null;
      });
      await this.#loading;
    }
    return this.#loaded?.isOpen === true ? this.#loaded : null;
  }

  async #load(): Promise<void> {
    this.#loaded = null;
    const { text, revision } = await this.#parts.reading.load();
    const state = text === '' ? null : (JSON.parse(text) as ControlState);
    if (state !== null) {
      this.clock.restore(state.clock);
      this.#faults.restore(state.faults);
      this.#sandboxCredentials = new Set(state.sandboxCredentials);
    }
    const isOpen = state !== null && !state.isChanging;
    // Where it changed again, the next request loads it again.
    await this.#bindings.load().catch(ignoreMoved);
    this.#loaded = { revision, isOpen };
  }

  #isForSandbox(door: Door, request: WireRequest): boolean {
    if (this.#sandboxCredentials.size === 0) return false;
    return credentialKeys(door.presentedCredentials(request)).some((key) => this.#sandboxCredentials.has(key));
  }

  /** Keeps from beginning what writes, and what a fault meets, whose hits are counted in one place. */
  #interceptor(): Interceptor {
    const writes = this.#writes;
    const faults = this.#faults;
    return {
      get isArmed() {
        return writes.size > 0 || faults.isArmed;
      },
      async intercept(request) {
        if (writes.has(`${request.door} ${request.operation}`)) throw new WritesElsewhereError();
        if (faults.meets(request)) throw new FaultElsewhereError();
        return null;
      },
    };
  }
}

/** As the store's own, whose package is loaded only where it is needed. */
class WritesElsewhereError extends Error {
  override readonly name = 'WritesElsewhereError';
}

/** A fault meets the request. */
class FaultElsewhereError extends Error {
  override readonly name = 'FaultElsewhereError';
}

function readingServices(reading: PostgresReading, sealer: Sealer, clock: VirtualClock): Services {
  const rejectWrite = async (): Promise<never> => {
    throw new WritesElsewhereError();
  };
  const { secrets, keys, identities, resources } = reading;
  return {
    ...{ secrets, keys, identities, resources, clock, sealer },
    ids: randomIds,
    events: NO_LISTENERS,
    rotationTarget: { create: rejectWrite, apply: rejectWrite },
  };
}

/** By their names, as their package is loaded where it is needed alone. */
function isWrite(error: unknown): boolean {
  return (error as Error | null)?.name === 'WritesElsewhereError';
}

function ignoreMoved(error: unknown): void {
  if ((error as Error).name !== 'ControlMovedError') throw error;
}
