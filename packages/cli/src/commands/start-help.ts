import type { Help } from 'commander';

/** The groups of `dragoman start --help`, the common one first, each with the beginnings of its settings' keys. */
const GROUPS: readonly (readonly [heading: string, keys: readonly string[]])[] = [
  ['Common:', ['port', 'host', 'data_dir', 'memory', 'auth', 'seed_file', 'random_seed', 'log.requests', 'json']],
  ['State and seeds:', ['state', 'store', 'seed_data', 'vaults', 'sandboxes', 'ready']],
  ['Clock and rotation:', ['clock', 'rotation']],
  ['Log and journal:', ['log', 'journal']],
  ['HTTPS:', ['tls']],
  ['Proxy:', ['proxy']],
  ['Control API:', ['control']],
  ["Huawei's door:", ['doors.huawei']],
  ["Aliyun's door:", ['doors.aliyun']],
  ["BlueKing's door:", ['doors.bk']],
];

/** Of what belongs to no other group. */
export const OTHER_GROUP = 'Other:';

/** The group of a setting by its key. */
export function groupOf(key: string): string {
  const group = GROUPS.find(([, keys]) => keys.some((one) => key === one || key.startsWith(`${one}.`)));
  return group?.[0] ?? OTHER_GROUP;
}

/** Of an option without a group of its own: the common one, so that it stands first. */
export const COMMON_GROUP = GROUPS[0]?.[0] ?? OTHER_GROUP;

/** The headings in their order. */
export const GROUP_ORDER: readonly string[] = [...GROUPS.map(([heading]) => heading), OTHER_GROUP];

const INDENT = 6;

/** A flag and, below it, what it means: names of flags are too long to stand beside in 80 columns. */
export function formatItem(term: string, _width: number, description: string, help: Help): string {
  const width = (help.helpWidth ?? 80) - INDENT;
  const text = help.boxWrap(description, Math.max(width, 20)).replace(/^/gm, ' '.repeat(INDENT));
  return `  ${term}\n${text}`;
}
