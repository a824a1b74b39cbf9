import type { CustomerKey } from '@dragoman/core';

import { DOOR } from '../names.ts';

/** The alias of the key that CSMS makes for itself. */
const DEFAULT_ALIAS = 'csms/default';

/** The name that the key was made with here. One that was made through another door goes by its id. */
export function aliasOf(key: CustomerKey): string {
  return key.isDefault ? DEFAULT_ALIAS : (givenAlias(key) ?? key.id);
}

/** The name of its own that a key bears here, if any; `null` as well for the default key. */
export function givenAlias(key: CustomerKey): string | null {
  const alias = key.attributes[DOOR]?.['key_alias'];
  return typeof alias === 'string' ? alias : null;
}
