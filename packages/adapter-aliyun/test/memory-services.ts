import { type MemoryServices, memoryServices as servicesFrom } from '@dragoman/core/store-contract';

/** When every test begins, Unix milliseconds: the time of the signature vectors that were captured. */
const START = Date.parse('2026-11-22T00:50:31Z');

export type TestServices = MemoryServices;

export function memoryServices(): TestServices {
  return servicesFrom(START);
}
