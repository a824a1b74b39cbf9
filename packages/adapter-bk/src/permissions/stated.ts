import type { Identity, Json } from '@dragoman/core';

import { DOOR } from '../names.ts';
import { type Grant, readPermissions } from './grants.ts';

/** As long as a store hands out the same identity, its permissions are read once. */
const KNOWN = new WeakMap<object, readonly Grant[]>();

/** What the user may do whom an identity is; `null` where it states nothing. */
export function statedPermissions({ attributes }: Identity): readonly Grant[] | null {
  const stated = attributes[DOOR]?.['permissions'] as (Json & object) | undefined;
  if (stated === undefined) return null;
  const known = KNOWN.get(stated) ?? readPermissions(stated);
  KNOWN.set(stated, known);
  return known;
}

/** The APIs that an app may call, by the names of the gateway's resources; `null` where its identity states none. */
export function statedApis({ attributes }: Identity): readonly string[] | null {
  return (attributes[DOOR]?.['apis'] as readonly string[] | undefined) ?? null;
}
