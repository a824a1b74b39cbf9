import type { Identity } from '@dragoman/core';

/** Whoever shows a key that nobody registered, where any key will do. It may work everywhere. */
export function lenientIdentity(key: string): Identity {
  return { id: `unregistered:${key}`, name: key, addresses: 'any', attributes: {} };
}
