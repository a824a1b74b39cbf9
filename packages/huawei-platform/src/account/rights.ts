import type { Identity, Json } from '@dragoman/core';

import { DOOR } from '../names.ts';
import { readGrants } from '../permissions/given-grants.ts';
import { Rights } from '../permissions/rights.ts';
import { type Account, accountOf, projectNamed } from './account.ts';

/** An id that IAM gives. */
const ID = /^[0-9a-f]{32}$/;

/** As long as a store hands out the same identity, its grants are read once. */
const KNOWN = new WeakMap<object, Rights>();

/** What an identity states that it may do; `null` where it states nothing, as the account itself does. */
export function rightsOf(identity: Identity): Rights | null {
  const stated = identity.attributes[DOOR]?.['grants'] as (Json & object) | undefined;
  if (stated === undefined) return null;
  const known = KNOWN.get(stated);
  if (known !== undefined) return known;
  const rights = read(stated, accountOf(identity));
  KNOWN.set(stated, rights);
  return rights;
}

/** A project may be given by the name of its region, too. */
function read(stated: Json, account: Account): Rights {
  return new Rights(
    readGrants(stated).map((grant) => {
      const { scope } = grant;
      if (typeof scope === 'string' || !('project' in scope) || ID.test(scope.project)) return grant;
      return { ...grant, scope: { project: projectNamed(account, scope.project).id } };
    }),
  );
}
