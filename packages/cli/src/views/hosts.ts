import { type Column, renderTable } from '../output/table.ts';
import type { AnswerOf, View } from './view.ts';

type Host = AnswerOf<'proxy', 'list'>['hosts'][number];

const HOST_COLUMNS: readonly Column<Host>[] = [
  { title: 'HOST', text: ({ host, port }) => `${host}:${port}`, style: () => 'bold', minWidth: 12 },
  { title: 'ROUTE', text: ({ route }) => route },
  { title: 'REQUESTS', text: ({ count }) => count, align: 'right' },
];

export const proxyView: View<AnswerOf<'proxy', 'list'>> = ({ hosts }, { terminal, wide }) =>
  hosts.length === 0 ? 'no host was requested through the proxy\n' : renderTable(HOST_COLUMNS, hosts, terminal, wide);

const NAME_COLUMNS: readonly Column<string>[] = [{ title: 'HOST', text: (name) => name, style: () => 'bold' }];

/** The names that lead to the doors beside the clouds' own. */
export const hostsView: View<AnswerOf<'hosts', 'list'>> = ({ hosts }, { terminal, wide }) =>
  hosts.length === 0
    ? "no hosts beside the clouds': dragoman hosts add --hosts <name>\n"
    : renderTable(NAME_COLUMNS, hosts, terminal, wide);
