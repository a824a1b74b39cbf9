import {
  changeDialectRecord,
  createDialectRecord,
  listDialectRecords,
  type Services,
  type VaultBindings,
  type VaultId,
} from '@dragoman/core';

type BindingServices = Pick<Services, 'resources' | 'clock'>;

/** Where bindings made at run time are kept: a vault that no address leads to. */
const STORED_AS = { vault: '', kind: 'gateway.binding' };

/** The most bindings at run time. */
const MAX_COUNT = 10_000;

/** A binding at run time; `null` unbinds an address that the configuration binds. */
interface BindingBody {
  readonly [field: string]: string | null;
  readonly vault: VaultId | null;
}

/** The vault that the state binds an address to: `null` where it unbinds it, `undefined` where it says nothing. */
export async function boundTo({ resources }: BindingServices, address: string): Promise<VaultId | null | undefined> {
  return ((await resources.find(STORED_AS.vault, STORED_AS.kind, address))?.body as BindingBody | undefined)?.vault;
}

/** Keeps with the state that an address leads to a vault; with `null`, to one of its own. */
export async function keepBinding(services: BindingServices, address: string, vault: VaultId | null): Promise<void> {
  const ref = { ...STORED_AS, id: address };
  const body = { vault };
  if ((await boundTo(services, address)) === undefined)
    await createDialectRecord<BindingBody>(services, { ...ref, body });
  else await changeDialectRecord<BindingBody>(services, ref, () => ({ body, dueAt: null }));
}

/**
 * Which addresses share a vault: what the configuration says, and over it what was bound at run time, which is kept
 * with the state.
 */
export class Bindings {
  readonly #configured: VaultBindings;
  readonly #services: BindingServices;
  readonly #current: Map<string, VaultId>;

  constructor(configured: VaultBindings, services: BindingServices) {
    this.#configured = configured;
    this.#services = services;
    this.#current = new Map(configured);
  }

  /** As it is; goes on changing. */
  get current(): VaultBindings {
    return this.#current;
  }

  /** Takes what was kept; asked for again when the state was replaced. */
  async load(): Promise<void> {
    const { resources } = await listDialectRecords<BindingBody>(this.#services, {
      ...STORED_AS,
      order: 'id',
      from: { offset: 0 },
      limit: MAX_COUNT,
    });
    this.#current.clear();
    for (const [address, vault] of this.#configured) this.#current.set(address, vault);
    for (const { id, body } of resources) this.#put(id, body.vault);
  }

  /** Lets an address lead to a vault, whatever it led to. */
  async bind(address: string, vault: VaultId): Promise<void> {
    await this.#keep(address, vault);
  }

  /** Lets an address lead to a vault of its own. */
  async unbind(address: string): Promise<void> {
    await this.#keep(address, null);
  }

  async #keep(address: string, vault: VaultId | null): Promise<void> {
    await keepBinding(this.#services, address, vault);
    this.#put(address, vault);
  }

  #put(address: string, vault: VaultId | null): void {
    if (vault === null) this.#current.delete(address);
    else this.#current.set(address, vault);
  }
}
