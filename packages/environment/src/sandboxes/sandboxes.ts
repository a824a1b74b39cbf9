import { type Clock, type IdentityStore, type Json, lookupOf, registerIdentity, type StateImage } from '@dragoman/core';
import type { Message } from '@dragoman/messages';
import type { PresentedCredential } from '@dragoman/protocol-kit';

import { environmentClock } from '../clock/environment-clock.ts';
import { type Environment, type EnvironmentParts, openEnvironment } from '../environment.ts';
import type { EnvironmentIds } from '../ids/environment-ids.ts';
import { MESSAGES } from '../messages.ts';
import type { EnvironmentSettings } from '../settings.ts';
import type { ControlState } from '../state/control-state.ts';
import { memoryState } from '../state/state.ts';
import { HandedOutValues } from './handed-out-values.ts';
import { imageOf, KeptSandbox, openKept, type SandboxRecord, type SandboxStore } from './kept-sandbox.ts';
import { type SandboxIdentity, sandboxIdentity } from './sandbox-identity.ts';
import { type SandboxModes, withModes } from './sandbox-modes.ts';

/** An environment for one suite. */
export interface Sandbox {
  readonly id: string;
  /** What its maker calls it. */
  readonly label: string | null;
  /** When it goes by itself, Unix milliseconds by the machine's clock. */
  readonly expiresAt: number;
  readonly environment: Environment;
  readonly credentials: SandboxIdentity['credentials'];
}

/** What sandboxes are made from. */
export interface SandboxesParts extends Pick<
  EnvironmentParts,
  'redactor' | 'observe' | 'onDone' | 'onError' | 'version' | 'authority' | 'usage'
> {
  readonly settings: EnvironmentSettings;
  readonly root: Environment;
  /** The machine's. */
  readonly machine: Clock;
  /** What an environment of this name draws from. */
  readonly idsOf: (environment: string) => EnvironmentIds;
  /** Keeps sandboxes; absent where they end with the gateway. */
  readonly sandboxStore?: SandboxStore | undefined;
}

/** What a sandbox is opened from. */
interface OpeningParts {
  readonly id: string;
  readonly ids: EnvironmentIds;
  readonly modes: SandboxModes;
  readonly image: StateImage;
  readonly control: ControlState | null;
}

interface OpenedSandbox {
  readonly environment: Environment;
  readonly kept: KeptSandbox;
}

/** There are as many sandboxes as may be. */
export class TooManySandboxesError extends Error {
  override readonly name = 'TooManySandboxesError';
  readonly text: Message;

  constructor(text: Message) {
    super(text.en);
    this.text = text;
  }
}

/**
 * The sandboxes of a gateway. Each is an environment in memory that begins as a copy of the gateway's baseline, with an
 * identity of its own in place of those that are there: whoever shows what was given to that identity, or what was
 * given out in the sandbox, is in it.
 */
export class Sandboxes {
  readonly #parts: SandboxesParts;
  readonly #all = new Map<string, Sandbox>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  /** By a credential that requests present, the id of the sandbox that knows it. */
  readonly #owners = new Map<string, string>();
  readonly #kept = new Map<string, KeptSandbox>();
  #made = 0;
  /** How many are being made. */
  #making = 0;

  constructor(parts: SandboxesParts) {
    this.#parts = parts;
    parts.root.control.sandboxCredentials = () => [...this.#owners.keys()];
  }

  get size(): number {
    return this.#all.size;
  }

  find(id: string): Sandbox | null {
    return this.#all.get(id) ?? null;
  }

  /** In the order in which they were made. */
  list(): Sandbox[] {
    return [...this.#all.values()];
  }

  /** The environment of a sandbox that knows who a request says it is from; `null` where none does. */
  environmentOf(presented: readonly PresentedCredential[]): Environment | null {
    for (const key of credentialKeys(presented)) {
      const owner = this.#owners.get(key);
      const sandbox = owner === undefined ? undefined : this.#all.get(owner);
      if (sandbox !== undefined) return sandbox.environment;
    }
    return null;
  }

  /**
   * @param lifeMs how long it is there, by the machine's clock
   * @param modes what its doors do, where not as the gateway's do
   * @throws TooManySandboxesError
   */
  async create(label: string | null, lifeMs: number, modes: SandboxModes = {}): Promise<Sandbox> {
    const { machine, settings, root, idsOf } = this.#parts;
    const limit = settings.sandboxes.limit;
    if (this.#all.size + this.#making >= limit) throw new TooManySandboxesError(MESSAGES.tooManySandboxes({ limit }));
    this.#making += 1;
    try {
      this.#made += 1;
      const number = this.#made;
      const ids = idsOf(`sandbox ${number}`);
      const id = `sandbox-${ids.requests.uuid().slice(0, 13)}`;
      const made = sandboxIdentity(ids.requests, id);
      const image = { ...(await root.snapshots.baseline()), identities: [] };
      const opened = await this.#opened({ id, ids, modes, image, control: null }, made);
      const { credentials } = made;
      const record = { id, number, label, expiresAt: machine.now() + lifeMs, modes, credentials };
      await opened.kept.begin(record);
      return this.#add(record, opened);
    } finally {
      this.#making -= 1;
    }
  }

  /** Opens those that were kept and whose time is not over. */
  async restore(): Promise<void> {
    const { sandboxStore, machine, root, idsOf } = this.#parts;
    const { sealer } = root.state;
    const found = (await sandboxStore?.list())?.map((text) => openKept(sealer, text)) ?? [];
    for (const state of found.toSorted((left, right) => left.record.number - right.record.number)) {
      const { record, control } = state;
      this.#made = Math.max(this.#made, record.number);
      if (record.expiresAt <= machine.now()) await sandboxStore?.remove(record.id);
      else {
        const ids = idsOf(`sandbox ${record.number}`);
        const image = await imageOf(state, sealer);
        const opened = await this.#opened({ ...record, ids, image, control }, null);
        await opened.kept.begin(record);
        this.#add(record, opened);
      }
    }
  }

  #add({ id, label, expiresAt, credentials }: SandboxRecord, { environment, kept }: OpenedSandbox): Sandbox {
    const { root, machine, onError } = this.#parts;
    const sandbox = { id, label, expiresAt, environment, credentials };
    this.#all.set(id, sandbox);
    this.#kept.set(id, kept);
    const expire = (): void => {
      root.control
        .changing(() => this.remove(id))
        .catch((error: unknown) => {
          onError(`end of ${id}`, error);
        });
    };
    this.#timers.set(id, setTimeout(expire, expiresAt - machine.now()).unref());
    return sandbox;
  }

  /** Ends a sandbox once the requests in it are answered; nothing of it is left. Answers whether there was one. */
  async remove(id: string): Promise<boolean> {
    if (!this.#all.has(id)) return false;
    this.#kept.get(id)?.end();
    await this.#parts.sandboxStore?.remove(id);
    return this.#end(id);
  }

  /** Lets go of it; where it is kept, it may be opened again. */
  async #end(id: string): Promise<boolean> {
    const sandbox = this.#all.get(id);
    if (sandbox === undefined) return false;
    const { environment } = sandbox;
    this.#all.delete(id);
    this.#kept.delete(id);
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    this.#forget(id);
    await environment.stateLock.withExclusive(() => environment.close());
    // What was under way may have given out a token meanwhile.
    this.#forget(id);
    return true;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#all.keys()].map((id) => this.#end(id)));
  }

  /** An environment over an image. @param made who works in it, where the image has nobody */
  async #opened(
    { id, ids, modes, image, control }: OpeningParts,
    made: SandboxIdentity | null,
  ): Promise<OpenedSandbox> {
    const { root, machine, settings, version, sandboxStore: store, usage } = this.#parts;
    const { sealer } = root.state;
    const state = memoryState(sealer, root.state.openMemoryStore);
    const kept = new KeptSandbox({ store, sealer, version, stores: state.store }, control);
    const note = (key: string): void => {
      this.#owners.set(key, id);
    };
    const { stores } = kept;
    const noted = withCredentialNotifications(stores.identities, async (key) => {
      note(key);
      await root.control.keep();
    });
    const identities = modes.context === undefined ? noted : withContext(noted, modes.context);
    try {
      await state.store.state.load(image);
      for (const { accessCredentials } of image.identities)
        for (const { kind, lookup } of accessCredentials) note(keyOf(kind, lookup));
      const environment = await openEnvironment({
        ...this.#parts,
        controlStore: kept.controlStore,
        settings: withModes(settings, modes),
        usage: usage && { add: (key, window) => usage.add(`${id} ${key}`, window) },
        state: { ...state, store: { ...stores, identities } },
        clock: environmentClock(settings, machine),
        ids,
        rotationHookUrl: modes.rotationHookUrl,
        ...(modes.keepsHandedOut === true && { handedOut: new HandedOutValues() }),
        async initialize(services) {
          if (made !== null && (await services.identities.list()).length === 0)
            await registerIdentity(services, made.identity, made.accessCredentials);
        },
      });
      return { environment, kept };
    } catch (error) {
      this.#forget(id);
      await state.close();
      throw error;
    }
  }

  #forget(id: string): void {
    for (const [key, owner] of this.#owners) if (owner === id) this.#owners.delete(key);
  }
}

/** The store, with every access credential told by what it is found by, before it is taken in. */
function withCredentialNotifications(identities: IdentityStore, note: (key: string) => Promise<void>): IdentityStore {
  return {
    ...identities,
    async put(identity, accessCredentials) {
      for (const { kind, lookup } of accessCredentials) await note(keyOf(kind, lookup));
      return identities.put(identity, accessCredentials);
    },
    async addAccessCredential(accessCredential) {
      await note(keyOf(accessCredential.kind, accessCredential.lookup));
      return identities.addAccessCredential(accessCredential);
    },
  };
}

/** The store, with every identity that it takes in stating this of its requests beside what it states itself. */
function withContext(identities: IdentityStore, context: Readonly<Record<string, Json>>): IdentityStore {
  return {
    ...identities,
    put(identity, accessCredentials) {
      const attributes = { ...identity.attributes, context: { ...context, ...identity.attributes['context'] } };
      return identities.put({ ...identity, attributes }, accessCredentials);
    },
  };
}

/** By what credentials are known that requests present. */
export function credentialKeys(presented: readonly PresentedCredential[]): string[] {
  return presented.map((one) => keyOf(one.kind, lookupOf(one.kind, one.presented)));
}

function keyOf(kind: string, lookup: string): string {
  return `${kind} ${lookup}`;
}
