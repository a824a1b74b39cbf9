import type { VaultId } from '@dragoman/core';
import type { Environment } from '@dragoman/environment';
import { notFound, strictObject } from '@dragoman/input';
import { Type } from '@sinclair/typebox';

import { controlCall } from '../call.ts';
import { MESSAGES } from '../messages.ts';

const Address = Type.String({
  pattern: '^(huawei|aliyun|bk):.+$',
  maxLength: 300,
  description: 'huawei:<project id>, aliyun:<account>/<region> or bk:<scope type>/<scope id>',
});

const VaultName = Type.String({
  minLength: 1,
  maxLength: 300,
  description: 'a name of your own, or the address of a vault that bears it',
});

const Vault = strictObject({
  name: VaultName,
  addresses: Type.Array(Address, {
    description: 'that are bound to it; a vault that is named as an address is reached by that one too',
  }),
  secrets: Type.Integer(),
});

type VaultInfo = { name: string; addresses: string[]; secrets: number };

async function vaultInfo({ bindings, services }: Environment, name: VaultId): Promise<VaultInfo> {
  const addresses = [...bindings.current].flatMap(([address, vault]) => (vault === name ? [address] : [])).toSorted();
  return { name, addresses, secrets: await services.secrets.count(name) };
}

async function vaultsOf(environment: Environment): Promise<VaultInfo[]> {
  const names = new Set([...environment.bindings.current.values(), ...(await environment.services.secrets.vaults())]);
  return Promise.all([...names].toSorted().map((name) => vaultInfo(environment, name)));
}

/** The vaults, and which addresses lead to them. */
export const vaultCalls = {
  'vaults.list': controlCall({
    method: 'GET',
    path: '/vaults',
    scope: 'environment',
    summary: 'Lists the vaults that hold secrets or have addresses bound to them',
    answer: strictObject({ vaults: Type.Array(Vault) }),
    run: async ({ environment }) => ({ vaults: await vaultsOf(environment) }),
  }),
  'vaults.bind': controlCall({
    method: 'PUT',
    path: '/vaults/{vault}',
    scope: 'environment',
    summary: 'Binds tenant addresses to a vault, which is created by that',
    description:
      'What was reached by these addresses before stays where it was: `unbound` names each vault that ' +
      'an address was unbound from, with the secrets that stay there. Bindings are kept with the ' +
      'state.',
    params: strictObject({ vault: VaultName }),
    body: strictObject({ addresses: Type.Array(Address, { minItems: 1, maxItems: 1_000, uniqueItems: true }) }),
    answer: strictObject({
      vault: Vault,
      unbound: Type.Array(strictObject({ address: Address, vault: VaultName, secrets: Type.Integer() })),
    }),
    async run({ environment }, { vault, addresses }) {
      const unbound: { address: string; vault: string; secrets: number }[] = [];
      for (const address of addresses) {
        const before = environment.bindings.current.get(address) ?? address;
        if (before === vault) continue;
        unbound.push({ address, vault: before, secrets: await environment.services.secrets.count(before) });
        await environment.bindings.bind(address, vault);
      }
      return { vault: await vaultInfo(environment, vault), unbound };
    },
  }),
  'vaults.unbind': controlCall({
    method: 'DELETE',
    path: '/vaults/{vault}',
    scope: 'environment',
    summary:
      'Unbinds tenant addresses from a vault, all of them unless named: each has a vault of its own from then on',
    params: strictObject({ vault: VaultName }),
    query: strictObject({ address: Type.Optional(Address) }),
    answer: strictObject({ vault: Vault }),
    async run({ environment }, { vault, address }) {
      const bound = [...environment.bindings.current].filter(
        ([one, where]) => where === vault && (address === undefined || one === address),
      );
      if (address !== undefined && bound.length === 0) throw notFound(MESSAGES.notBound({ address, vault }));
      for (const [one] of bound) await environment.bindings.unbind(one);
      return { vault: await vaultInfo(environment, vault) };
    },
  }),
};
