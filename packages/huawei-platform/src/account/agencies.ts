import { type Identity, type Json, type Services, createDialectRecord, hexId } from '@dragoman/core';

import { DOOR } from '../names.ts';
import { type Account, DEVELOPMENT_ACCOUNT, accountOf, domainVault } from './account.ts';

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

/** An agency that somebody stated, with what it may do; whoever assumes it acts as an identity of its own. */
export interface StatedAgency extends Agency {
  readonly domain: string;
  readonly domainId: string;
  /** The domain whose users may assume it, by its name. */
  readonly trusts: string;
  /** As an identity keeps its grants; `null` is everything of the domain. */
  readonly grants: Json | null;
}

/** The identity that acts for an agency. */
export function huaweiAgency({ domain, domainId, id, name, trusts, grants }: StatedAgency): Identity {
  const own = domain === DEVELOPMENT_ACCOUNT.domain.name ? DEVELOPMENT_ACCOUNT.domain.id : domainId;
  const fullName = `${domain}/${name}`;
  return {
    id: `agency:${fullName}`,
    name: fullName,
    addresses: 'any',
    attributes: {
      [DOOR]: {
        domain: { id: own, name: domain },
        user: { id, name: fullName },
        agency: { id, name, trusts },
        ...(grants !== null && { grants }),
      },
    },
  };
}

/** What an identity is as an agency; `null` for any other. */
export function agencyOf({ attributes }: Identity): (Agency & { readonly trusts: string }) | null {
  return (attributes[DOOR]?.['agency'] as (Agency & { readonly trusts: string }) | undefined) ?? null;
}

/** The agency of a domain, by the domain's id or name, that somebody stated; `null` where nobody did. */
export async function findStatedAgency(
  { identities }: Pick<Services, 'identities'>,
  domain: { readonly id: string | null; readonly name: string | null },
  name: string,
): Promise<Identity | null> {
  const stated = await identities.list();
  return (
    stated.find((identity) => {
      const own = accountOf(identity).domain;
      const fits = (domain.id ?? own.id) === own.id && (domain.name ?? own.name) === own.name;
      return fits && agencyOf(identity)?.name === name;
    }) ?? null
  );
}
