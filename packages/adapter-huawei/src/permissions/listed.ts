import { type Action, checkOf } from '@dragoman/huawei-platform';

import type { HuaweiContext } from '../operation.ts';

/**
 * Whether a list shows an item: those of enterprise projects whose grants do not allow it are left out. Each project
 * is asked about once.
 */
export function listed<Item>(
  context: HuaweiContext,
  action: Action,
  projectOf: (item: Item) => string,
): (item: Item) => boolean {
  if (!context.permissions.asks) return () => true;
  const known = new Map<string, boolean>();
  return (item) => {
    const enterpriseProject = projectOf(item);
    const before = known.get(enterpriseProject);
    if (before !== undefined) return before;
    const on = action.startsWith('csms:') ? { on: 'secretName:*' } : {};
    const allowed = context.permissions.allows(checkOf(context, action, { ...on, enterpriseProject }));
    known.set(enterpriseProject, allowed);
    return allowed;
  };
}
