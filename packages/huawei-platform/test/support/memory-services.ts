import type { CustomerKey, Secret, SecretEvents } from '@dragoman/core';
import { type MemoryServices, memoryServices as servicesFrom } from '@dragoman/core/store-contract';

/** When every test begins, Unix milliseconds: the time of the published signature vectors. */
export const START = Date.UTC(2026, 0, 2, 3, 4, 5);

export interface TestServices extends MemoryServices {
  /** Puts a secret's stored row in place of the one there, as an operator's hand would. */
  edit(name: string, change: Partial<Secret>): Promise<void>;
  editKey(id: string, change: Partial<CustomerKey>): Promise<void>;
}

/** The vault that the development project is bound to. */
const VAULT = 'default';

export function memoryServices(events?: SecretEvents): TestServices {
  const services = servicesFrom(START, events);
  return {
    ...services,
    async edit(name, change) {
      const held = await services.secrets.findByName(VAULT, name);
      if (held === null) throw new Error(`no secret ${name}`);
      const secret = { ...held, ...change, revision: held.revision + 1 };
      await services.secrets.commit({
        secret,
        expectedRevision: held.revision,
        added: [],
        dropped: [],
        caselessName: false,
      });
    },
    async editKey(id, change) {
      const held = await services.keys.find(VAULT, id);
      if (held === null) throw new Error(`no key ${id}`);
      await services.keys.commit({ ...held, ...change, revision: held.revision + 1 }, held.revision);
    },
  };
}
