import { type MemoryServices, memoryServices as servicesFrom } from '@dragoman/core/store-contract';

/** When every test begins, Unix milliseconds. */
export const START = 1_800_000_000_000;

export type TestServices = MemoryServices;

export function memoryServices(): TestServices {
  return servicesFrom(START);
}
