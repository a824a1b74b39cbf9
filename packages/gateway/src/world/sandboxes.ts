import { type Clock, type IdentityStore, lookupOf, registerIdentity } from '@dragoman/core';
import type { ShownProof } from '@dragoman/protocol-kit';

import type { Settings } from '../config/schema.ts';
import { memoryState } from '../state/open-state.ts';
import { type SandboxIdentity, sandboxIdentity } from './sandbox-identity.ts';
import { worldClock } from './world-clock.ts';
import type { WorldIds } from './world-ids.ts';
import { type World, type WorldParts, openWorld } from './world.ts';

/** A world for one suite. */
export interface Sandbox {
  readonly id: string;
  /** What its maker calls it. */
  readonly label: string | null;
  /** When it goes by itself, Unix milliseconds by the machine's clock. */
  readonly expiresAt: number;
  readonly world: World;
  readonly credentials: SandboxIdentity['credentials'];
}

/** What sandboxes are made from. */
export interface SandboxesParts extends Pick<WorldParts, 'values' | 'observe' | 'onDone' | 'onFault'> {
  readonly settings: Settings;
  readonly root: World;
  /** The machine's. */
  readonly machine: Clock;
  /** What a world of this name draws from. */
  readonly idsOf: (world: string) => WorldIds;
}

/** There are as many sandboxes as may be. */
export class TooManySandboxes extends Error {
  override readonly name = 'TooManySandboxes';
}

/**
 * The sandboxes of a gateway. Each is a world in memory that begins as a copy of the gateway's baseline, with an
 * identity of its own in
 * place of those that are there: whoever shows what was given to that identity, or what was given out in the sandbox,
 * is in it.
 */
export class Sandboxes {
  readonly #parts: SandboxesParts;
  readonly #all = new Map<string, Sandbox>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  /** Which sandbox knows what requests show. */
  readonly #holders = new Map<string, World>();
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

  /** The world of a sandbox that knows who a request says it is from; `null` where none does. */
  worldOf(shown: readonly ShownProof[]): World | null {
    for (const proof of shown) {
      const world = this.#holders.get(keyOf(proof.kind, lookupOf(proof.kind, proof.shown)));
      if (world !== undefined) return world;
    }
    return null;
  }

  /** @param lifeMs how long it is there, by the machine's clock @throws TooManySandboxes */
  async create(label: string | null, lifeMs: number): Promise<Sandbox> {
    const { machine, settings, onFault } = this.#parts;
    const most = settings.sandboxes.limit;
    if (this.#all.size + this.#making >= most)
      throw new TooManySandboxes(`there are ${most} sandboxes already: delete some, or raise sandboxes.limit`);
    this.#making += 1;
    try {
      const { id, world, credentials } = await this.#opened();
      const sandbox = { id, label, expiresAt: machine.now() + lifeMs, world, credentials };
      this.#all.set(id, sandbox);
      const expire = (): void => {
        this.remove(id).catch((error: unknown) => {
          onFault(`end of ${id}`, error);
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
    const { world } = sandbox;
    this.#all.delete(id);
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    this.#forget(world);
    await world.gate.swap(() => world.close());
    // What was under way may have given out a token meanwhile.
    this.#forget(world);
    return true;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#all.keys()].map((id) => this.remove(id)));
  }

  /** A copy of the baseline, with an identity of its own in place of those that are there. */
  async #opened(): Promise<Pick<Sandbox, 'id' | 'world' | 'credentials'>> {
    const { root, idsOf, machine, settings } = this.#parts;
    this.#made += 1;
    const ids = idsOf(`sandbox ${this.#made}`);
    const id = `sandbox-${ids.requests.uuid().slice(0, 13)}`;
    const { identity, proofs, credentials } = sandboxIdentity(ids.requests, id);
    const state = memoryState(root.state.sealer);
    const known: string[] = [];
    const late: { world?: World } = {};
    const identities = noting(state.store.identities, (key) => {
      if (late.world === undefined) known.push(key);
      else this.#holders.set(key, late.world);
    });
    try {
      await state.store.state.load({ ...(await root.states.baseline()), identities: [] });
      const world = await openWorld({
        ...this.#parts,
        state: { ...state, store: { ...state.store, identities } },
        clock: worldClock(settings, machine),
        ids,
        async fill(services) {
          if ((await services.identities.list()).length === 0) await registerIdentity(services, identity, proofs);
        },
      });
      late.world = world;
      for (const key of known.splice(0)) this.#holders.set(key, world);
      return { id, world, credentials };
    } catch (error) {
      await state.close();
      throw error;
    }
  }

  #forget(world: World): void {
    for (const [key, holder] of this.#holders) if (holder === world) this.#holders.delete(key);
  }
}

/** The store, with every proof that it takes in told by what it is found by. */
function noting(identities: IdentityStore, note: (key: string) => void): IdentityStore {
  return {
    ...identities,
    put(identity, proofs) {
      for (const { kind, lookup } of proofs) note(keyOf(kind, lookup));
      return identities.put(identity, proofs);
    },
    addProof(proof) {
      note(keyOf(proof.kind, proof.lookup));
      return identities.addProof(proof);
    },
  };
}

function keyOf(kind: string, lookup: string): string {
  return `${kind} ${lookup}`;
}
