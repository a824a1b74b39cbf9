import type { Dialect } from '../../packages/migrate/src/model/direction.ts';
import { type Estate, estateOf } from '../../packages/migrate/test/support/estate.ts';

/** The same 50 secrets for the process that is killed and for the one that goes on. */
export function killEstate(dialect: Dialect): Estate {
  return estateOf({ dialect, secrets: 50, seed: 50, versions: 2 });
}
