import { type Column, renderTable } from '../output/table.ts';
import type { AnswerOf, View } from './view.ts';

type Vault = AnswerOf<'vaults', 'list'>['vaults'][number];

const VAULT_COLUMNS: readonly Column<Vault>[] = [
  { title: 'VAULT', text: ({ name }) => name, style: () => 'bold', minWidth: 12 },
  { title: 'SECRETS', text: ({ secrets }) => secrets, align: 'right' },
  { title: 'ADDRESSES', text: ({ addresses }) => addresses.join(', '), minWidth: 20, wraps: true },
];

export const vaultsView: View<AnswerOf<'vaults', 'list'>> = ({ vaults }, { terminal, wide }) =>
  vaults.length === 0 ? 'no vaults\n' : renderTable(VAULT_COLUMNS, vaults, terminal, wide);

/** The vault, and what stays where its addresses led before. */
export const boundView: View<AnswerOf<'vaults', 'bind'>> = async ({ vault, unbound }, { terminal, wide }) => {
  const table = await renderTable(VAULT_COLUMNS, [vault], terminal, wide);
  const left = unbound
    .filter(({ address, vault: before, secrets }) => before !== address || secrets > 0)
    .map(({ address, vault: before, secrets }) => {
      const stay =
        secrets === 0 ? '' : `; what is in it stays there: ${secrets} ${secrets === 1 ? 'secret' : 'secrets'}`;
      return `${address} led to the vault ${before} before${stay}\n`;
    });
  return `${table}${left.join('')}`;
};

export const unboundView: View<AnswerOf<'vaults', 'unbind'>> = ({ vault }, { terminal, wide }) =>
  renderTable(VAULT_COLUMNS, [vault], terminal, wide);
