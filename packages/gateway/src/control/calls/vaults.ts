import type { VaultId } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import type { World } from '../../world/world.ts';
import { controlCall } from '../call.ts';
import { closed } from '../closed.ts';
import { notFound } from '../problem.ts';

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

const Vault = closed({
  name: VaultName,
  addresses: Type.Array(Address, {
    description: 'that are bound to it; a vault that is named as an address is reached by that one too',
  }),
  secrets: Type.Integer(),
});

type VaultInfo = { name: string; addresses: string[]; secrets: number };

async function vaultInfo({ bindings, services }: World, name: VaultId): Promise<VaultInfo> {
  const addresses = [...bindings.current].flatMap(([address, vault]) => (vault === name ? [address] : [])).toSorted();
  return { name, addresses, secrets: await services.secrets.count(name) };
}

async function vaultsOf(world: World): Promise<VaultInfo[]> {
  const names = new Set([...world.bindings.current.values(), ...(await world.services.secrets.vaults())]);
  return Promise.all([...names].toSorted().map((name) => vaultInfo(world, name)));
}

/** The vaults, and which addresses lead to them. */
export const vaultCalls = {
  'vaults.list': controlCall({
    method: 'GET',
    path: '/vaults',
    scope: 'world',
    summary: 'Lists the vaults that hold secrets or have addresses bound to them',
    answer: closed({ vaults: Type.Array(Vault) }),
    run: async ({ world }) => ({ vaults: await vaultsOf(world) }),
  }),
  'vaults.bind': controlCall({
    method: 'PUT',
    path: '/vaults/{vault}',
    scope: 'world',
    summary: 'Binds addresses to a vault, which is made by that',
    description:
      'What was reached by these addresses before stays where it was: `left` names each vault that an address leaves, with the secrets that stay there. Bindings are kept with the state.',
    params: closed({ vault: VaultName }),
    body: closed({ addresses: Type.Array(Address, { minItems: 1, maxItems: 1_000, uniqueItems: true }) }),
    answer: closed({
      vault: Vault,
      left: Type.Array(closed({ address: Address, vault: VaultName, secrets: Type.Integer() })),
    }),
    async run({ world }, { vault, addresses }) {
      const left: { address: string; vault: string; secrets: number }[] = [];
      for (const address of addresses) {
        const before = world.bindings.current.get(address) ?? address;
        if (before === vault) continue;
        left.push({ address, vault: before, secrets: await world.services.secrets.count(before) });
        await world.bindings.bind(address, vault);
      }
      return { vault: await vaultInfo(world, vault), left };
    },
  }),
  'vaults.unbind': controlCall({
    method: 'DELETE',
    path: '/vaults/{vault}',
    scope: 'world',
    summary: 'Unbinds addresses from a vault, all of them unless named: each leads to a vault of its own from then on',
    params: closed({ vault: VaultName }),
    query: closed({ address: Type.Optional(Address) }),
    answer: closed({ vault: Vault }),
    async run({ world }, { vault, address }) {
      const bound = [...world.bindings.current].filter(
        ([one, where]) => where === vault && (address === undefined || one === address),
      );
      if (address !== undefined && bound.length === 0) throw notFound(`${address} is not bound to ${vault}`);
      for (const [one] of bound) await world.bindings.unbind(one);
      return { vault: await vaultInfo(world, vault) };
    },
  }),
};
