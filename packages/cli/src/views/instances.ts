import { type Column, renderTable } from '../output/table.ts';
import type { AnswerOf, View } from './view.ts';

type Instance = AnswerOf<'instances', 'list'>['instances'][number];

const COLUMNS: readonly Column<Instance>[] = [
  { title: 'INSTANCE', text: ({ id }) => id, style: () => 'bold', minWidth: 12 },
  { title: 'NAME', text: ({ name }) => name, minWidth: 8 },
  { title: 'STATUS', text: ({ status }) => status },
  { title: 'KEYS', text: ({ keys, key_quota: quota }) => `${keys}/${quota}`, align: 'right' },
  { title: 'SECRETS', text: ({ secrets, secret_quota: quota }) => `${secrets}/${quota}`, align: 'right' },
];

export const instancesView: View<AnswerOf<'instances', 'list'>> = ({ instances }, { terminal, wide }) =>
  instances.length === 0 ? 'no instances\n' : renderTable(COLUMNS, instances, terminal, wide);

export const instanceView: View<AnswerOf<'instances', 'create'>> = (instance, { terminal, wide }) =>
  renderTable(COLUMNS, [instance], terminal, wide);
