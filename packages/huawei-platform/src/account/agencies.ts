import { type Services, createDialectRecord, hexId } from '@dragoman/core';

import { type Account, domainVault } from './account.ts';

/** A leave that a domain gave to a service, to work in its name. */
export type Agency = { readonly id: string; readonly name: string };

const KIND = 'huawei.agency';

/** The domain's agency of a name. */
export async function findAgency(
  { resources }: Pick<Services, 'resources'>,
  account: Account,
  name: string,
): Promise<Agency | null> {
  return ((await resources.find(domainVault(account), KIND, name))?.body as Agency | undefined) ?? null;
}

/** Makes the domain's agency of a name, unless it is there. */
export async function ensureAgency(services: Services, account: Account, name: string): Promise<Agency> {
  const held = await findAgency(services, account, name);
  if (held !== null) return held;
  const agency = { id: hexId(services.ids), name };
  await createDialectRecord(services, { vault: domainVault(account), kind: KIND, id: name, body: agency });
  return agency;
}
