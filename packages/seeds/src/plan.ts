import type { Services, VaultBindings, VaultId } from '@dragoman/core';
import { Bindings, boundTo, developmentClaims, keepBinding } from '@dragoman/environment';
import { nearestTo } from '@dragoman/input';

import { agencyStep } from './agency-steps.ts';
import { identityStep } from './identity-steps.ts';
import { NamedPolicies } from './policies.ts';
import { policySteps } from './policy-steps.ts';
import { keyStep } from './key-steps.ts';
import { roleStep } from './role-steps.ts';
import type { SeedDocument } from './schema.ts';
import { credentialStep, secretStep } from './secret-steps.ts';
import { type SeedPath, SeedError, type SeedSource } from './source.ts';
import type { SeedStep, StepParts } from './step.ts';

const ADDRESS = /^(huawei|aliyun|bk):/;

/**
 * What documents ask for, in the order in which it is made. Nothing is written.
 * @param configured which vaults addresses lead to, by the settings
 * @throws SeedError for the first entry that contradicts itself or another
 */
export async function planOf(
  sources: readonly SeedSource[],
  services: Services,
  configured: VaultBindings,
): Promise<SeedStep[]> {
  const claim = claimedNames();
  const policies = await NamedPolicies.load(sources, services);
  const bound = await boundAddresses(sources, services, configured);
  const known = new Set([
    ...bound.values(),
    ...sources.flatMap(({ document }) => Object.keys(document.vaults ?? {})),
    ...(await services.secrets.vaults()),
  ]);
  const parts = sources.map((source): StepParts => ({
    source,
    now: services.clock.now(),
    vaultOf: (name = 'default', path) => vaultOf(name, { source, path, bound, known }),
    policyOf: (reference, path, vendor) => policies.resolve(reference, { source, path, vendor }),
    claim: (what, path) => {
      claim(source, what, path);
    },
  }));
  const every = <Entry>(
    pick: (document: SeedDocument) => readonly Entry[] | undefined,
    field: string,
    create: (own: StepParts, path: SeedPath, entry: Entry) => SeedStep,
  ): SeedStep[] =>
    parts.flatMap((own) => (pick(own.source.document) ?? []).map((entry, index) => create(own, [field, index], entry)));
  return [
    ...parts.flatMap((own) => addressSteps(own, configured)),
    ...parts.flatMap(({ source, claim: claimIn }) => policySteps(source, claimIn)),
    ...every(({ roles }) => roles, 'roles', roleStep),
    ...every(({ agencies }) => agencies, 'agencies', agencyStep),
    ...every(({ identities }) => identities, 'identities', identityStep),
    ...every(({ keys }) => keys, 'keys', keyStep),
    ...every(({ secrets }) => secrets, 'secrets', secretStep),
    ...every(({ credentials }) => credentials, 'credentials', credentialStep),
  ];
}

/** Who has what there can be but once: the development identity, and then whoever comes first. */
function claimedNames(): (source: SeedSource, what: string, path: SeedPath) => void {
  const held = new Map<string, string>(developmentClaims.map((what) => [what, 'by the development identity']));
  return (source, what, path) => {
    const owner = held.get(what);
    if (owner !== undefined)
      throw new SeedError(source, path, `is taken already, ${owner}: give another, or leave it out`);
    held.set(what, `at ${source.locationOf(path)}${path.join('.')}`);
  };
}

/** As it will be once the documents are applied. What is bound in the state already stays so. */
async function boundAddresses(
  sources: readonly SeedSource[],
  services: Services,
  configured: VaultBindings,
): Promise<VaultBindings> {
  const declared = sources.flatMap(({ document }) =>
    Object.entries(document.vaults ?? {}).flatMap(([vault, addresses]) =>
      addresses.map((address) => [address, vault] as const),
    ),
  );
  const bindings = new Bindings(new Map([...configured, ...declared]), services);
  await bindings.load();
  return bindings.current;
}

function addressSteps({ source, claim }: StepParts, configured: VaultBindings): SeedStep[] {
  return Object.entries(source.document.vaults ?? {}).flatMap(([vault, addresses]) =>
    addresses.map((address, index): SeedStep => {
      const path = ['vaults', vault, index];
      claim(`address ${address}`, path);
      return {
        source,
        path,
        entry: { kind: 'address', vault, name: address },
        content: { vault, address },
        isThere: async (services) =>
          (await boundTo(services, address)) !== undefined || configured.get(address) === vault,
        create: (services) => keepBinding(services, address, vault),
      };
    }),
  );
}

interface Named {
  readonly source: SeedSource;
  readonly path: SeedPath;
  readonly bound: VaultBindings;
  readonly known: ReadonlySet<VaultId>;
}

/** An address that is bound to nothing has a vault of its own, of the same name. */
function vaultOf(name: string, { source, path, bound, known }: Named): VaultId {
  if (ADDRESS.test(name)) return bound.get(name) ?? name;
  if (known.has(name)) return name;
  const nearest = nearestTo(name, [...known]);
  throw new SeedError(
    source,
    path,
    `= "${name}" is no known vault: ` +
      (nearest === null ? 'name it under vaults with its addresses' : `did you mean ${nearest}?`),
  );
}
