import type { ControlClient } from '@dragoman/control';

/** How many secrets and versions there are, deleted ones that wait among them. */
export async function countStored(control: ControlClient): Promise<number> {
  let count = 0;
  for (let after: string | null | undefined; after !== null;) {
    const page = await control.secrets.list(after === undefined ? {} : { after });
    for (const { versions } of page.secrets) count += 1 + versions;
    after = page.next;
  }
  return count;
}
