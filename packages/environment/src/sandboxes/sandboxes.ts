import {
  type Clock,
  type IdentityStore,
  type Json,
  lookupOf,
  type PermissionMode,
  registerIdentity,
} from '@dragoman/core';
import type { Message } from '@dragoman/messages';
import type { PresentedCredential } from '@dragoman/protocol-kit';

import { environmentClock } from '../clock/environment-clock.ts';
import { type Environment, type EnvironmentParts, openEnvironment } from '../environment.ts';
import type { EnvironmentIds } from '../ids/environment-ids.ts';
import { MESSAGES } from '../messages.ts';
import type { EnvironmentSettings } from '../settings.ts';
import { memoryState } from '../state/state.ts';
import { type SandboxIdentity, sandboxIdentity } from './sandbox-identity.ts';

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

type DoorSettings = EnvironmentSettings['doors'];

/** What the doors of a sandbox do otherwise than the gateway's. */
export interface SandboxModes {
  /** What the policies of its identities decide, at all doors. */
  readonly permissions?: PermissionMode | undefined;
  /** What a door shows. */
  readonly visibility?: { readonly [Door in keyof DoorSettings]?: DoorSettings[Door]['visibility'] | undefined };
  /** What conditions of policies are told of requests, where the identity that makes them states nothing of it. */
  readonly context?: Readonly<Record<string, Json>> | undefined;
}

/** What sandboxes are made from. */
export interface SandboxesParts extends Pick<
  EnvironmentParts,
  'redactor' | 'observe' | 'onDone' | 'onError' | 'version' | 'authority'
> {
  readonly settings: EnvironmentSettings;
  readonly root: Environment;
  /** The machine's. */
  readonly machine: Clock;
  /** What an environment of this name draws from. */
  readonly idsOf: (environment: string) => EnvironmentIds;
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
  #made = 0;
  /** How many are being made. */
  #making = 0;

  constructor(parts: SandboxesParts) {
    this.#parts = parts;
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
    for (const accessCredential of presented) {
      const owner = this.#owners.get(
        keyOf(accessCredential.kind, lookupOf(accessCredential.kind, accessCredential.presented)),
      );
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
    const { machine, settings, onError } = this.#parts;
    const limit = settings.sandboxes.limit;
    if (this.#all.size + this.#making >= limit) throw new TooManySandboxesError(MESSAGES.tooManySandboxes({ limit }));
    this.#making += 1;
    try {
      const { id, environment, credentials } = await this.#opened(modes);
      const sandbox = { id, label, expiresAt: machine.now() + lifeMs, environment, credentials };
      this.#all.set(id, sandbox);
      this.#parts.root.control.sandboxes = this.#all.size;
      const expire = (): void => {
        this.#parts.root.control
          .changing(() => this.remove(id))
          .catch((error: unknown) => {
            onError(`end of ${id}`, error);
          });
      };
      this.#timers.set(id, setTimeout(expire, lifeMs).unref());
      return sandbox;
    } finally {
      this.#making -= 1;
    }
  }

  /** Ends a sandbox once the requests in it are answered; nothing of it is left. Answers whether there was one. */
  async remove(id: string): Promise<boolean> {
    const sandbox = this.#all.get(id);
    if (sandbox === undefined) return false;
    const { environment } = sandbox;
    this.#all.delete(id);
    this.#parts.root.control.sandboxes = this.#all.size;
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    this.#forget(id);
    await environment.stateLock.withExclusive(() => environment.close());
    // What was under way may have given out a token meanwhile.
    this.#forget(id);
    return true;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#all.keys()].map((id) => this.remove(id)));
  }

  /** A copy of the baseline, with an identity of its own in place of those that are there. */
  async #opened(modes: SandboxModes): Promise<Pick<Sandbox, 'id' | 'environment' | 'credentials'>> {
    const { root, idsOf, machine, settings } = this.#parts;
    this.#made += 1;
    const ids = idsOf(`sandbox ${this.#made}`);
    const id = `sandbox-${ids.requests.uuid().slice(0, 13)}`;
    const { identity, accessCredentials, credentials } = sandboxIdentity(ids.requests, id);
    const state = memoryState(root.state.sealer, root.state.openMemoryStore);
    const noted = withCredentialNotifications(state.store.identities, (key) => {
      this.#owners.set(key, id);
    });
    const identities = modes.context === undefined ? noted : withContext(noted, modes.context);
    try {
      await state.store.state.load({ ...(await root.snapshots.baseline()), identities: [] });
      const environment = await openEnvironment({
        ...this.#parts,
        controlStore: undefined,
        settings: withModes(settings, modes),
        state: { ...state, store: { ...state.store, identities } },
        clock: environmentClock(settings, machine),
        ids,
        async initialize(services) {
          if ((await services.identities.list()).length === 0)
            await registerIdentity(services, identity, accessCredentials);
        },
      });
      return { id, environment, credentials };
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

function withModes(settings: EnvironmentSettings, { permissions, visibility = {} }: SandboxModes): EnvironmentSettings {
  const { huawei, aliyun, bk } = settings.doors;
  const mode = permissions === undefined ? {} : { permissions };
  const doors = {
    huawei: { ...huawei, ...mode, visibility: visibility.huawei ?? huawei.visibility },
    aliyun: { ...aliyun, ...mode, visibility: visibility.aliyun ?? aliyun.visibility },
    bk: { ...bk, ...mode, visibility: visibility.bk ?? bk.visibility },
  };
  return { ...settings, ...mode, doors };
}

/** The store, with every access credential that it takes in told by what it is found by. */
function withCredentialNotifications(identities: IdentityStore, note: (key: string) => void): IdentityStore {
  return {
    ...identities,
    put(identity, accessCredentials) {
      for (const { kind, lookup } of accessCredentials) note(keyOf(kind, lookup));
      return identities.put(identity, accessCredentials);
    },
    addAccessCredential(accessCredential) {
      note(keyOf(accessCredential.kind, accessCredential.lookup));
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

function keyOf(kind: string, lookup: string): string {
  return `${kind} ${lookup}`;
}
