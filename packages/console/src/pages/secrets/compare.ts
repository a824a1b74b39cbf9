import type { Word } from '../../words/index.ts';

/** What a door answered to one operation. */
interface Answer {
  readonly operation: string;
  readonly body: string;
}

/** What the doors answered. */
export interface DoorAnswer {
  readonly door: string;
  readonly responses: readonly Answer[];
}

/** Where each door has a fact: the operation, and the path of its field. */
interface Fact {
  readonly word: Word;
  readonly isTime?: true;
  readonly huawei: readonly [string, string] | null;
  readonly aliyun: readonly [string, string] | null;
  readonly bk: readonly [string, string] | null;
}

const DETAIL = 'get_credential_detail';

/** What the three have in common, by the names that each has for it. */
const FACTS: readonly Fact[] = [
  {
    word: 'name',
    huawei: ['ShowSecret', 'secret.name'],
    aliyun: ['DescribeSecret', 'SecretName'],
    bk: [DETAIL, 'data.name'],
  },
  { word: 'id', huawei: ['ShowSecret', 'secret.id'], aliyun: ['DescribeSecret', 'Arn'], bk: [DETAIL, 'data.id'] },
  {
    word: 'description',
    huawei: ['ShowSecret', 'secret.description'],
    aliyun: ['DescribeSecret', 'Description'],
    bk: [DETAIL, 'data.description'],
  },
  {
    word: 'type',
    huawei: ['ShowSecret', 'secret.secret_type'],
    aliyun: ['DescribeSecret', 'SecretType'],
    bk: [DETAIL, 'data.type'],
  },
  { word: 'state_of_secret', huawei: ['ShowSecret', 'secret.state'], aliyun: null, bk: null },
  {
    word: 'sealed_by',
    huawei: ['ShowSecret', 'secret.kms_key_id'],
    aliyun: ['DescribeSecret', 'EncryptionKeyId'],
    bk: null,
  },
  {
    word: 'created',
    isTime: true,
    huawei: ['ShowSecret', 'secret.create_time'],
    aliyun: ['DescribeSecret', 'CreateTime'],
    bk: [DETAIL, 'data.create_time'],
  },
  {
    word: 'updated',
    isTime: true,
    huawei: ['ShowSecret', 'secret.update_time'],
    aliyun: ['DescribeSecret', 'UpdateTime'],
    bk: [DETAIL, 'data.last_modify_time'],
  },
  {
    word: 'deletion',
    isTime: true,
    huawei: ['ShowSecret', 'secret.scheduled_delete_time'],
    aliyun: ['DescribeSecret', 'PlannedDeleteTime'],
    bk: null,
  },
  {
    word: 'rotation',
    huawei: ['ShowSecret', 'secret.auto_rotation'],
    aliyun: ['DescribeSecret', 'AutomaticRotation'],
    bk: null,
  },
  {
    word: 'versions',
    huawei: ['ListSecretVersions', 'version_metadatas.length'],
    aliyun: ['ListSecretVersionIds', 'TotalCount'],
    bk: null,
  },
];

/** What one door says of a fact. */
export interface Cell {
  readonly door: string;
  /** The last name of the field's path; `null` where the door has no such field. */
  readonly field: string | null;
  /** As the door writes it; `null` where it says nothing. */
  readonly text: string | null;
  /** Whether others that say something say something else. */
  readonly differs: boolean;
}

/** One fact, door by door. */
export interface ComparedFact {
  readonly word: Word;
  readonly cells: readonly Cell[];
}

/** The facts that any door tells, with what differs marked: in the value, not in how each writes it. */
export function compare(doors: readonly DoorAnswer[]): ComparedFact[] {
  return FACTS.flatMap((fact) => {
    const cells = doors.map((door) => cellOf(fact, door));
    if (cells.every(({ text }) => text === null)) return [];
    const meanings = new Set(cells.flatMap(({ text }) => (text === null ? [] : [meaningOf(text, fact)])));
    const isMarked = ({ text }: Omit<Cell, 'differs'>): boolean => text !== null && meanings.size > 1;
    return [{ word: fact.word, cells: cells.map((cell) => ({ ...cell, differs: isMarked(cell) })) }];
  });
}

function cellOf(fact: Fact, { door, responses }: DoorAnswer): Omit<Cell, 'differs'> {
  const source = { huawei: fact.huawei, aliyun: fact.aliyun, bk: fact.bk }[door] ?? null;
  if (source === null) return { door, field: null, text: null };
  const [operation, path] = source;
  const body = responses.find((answer) => answer.operation === operation)?.body ?? 'null';
  const value = path.split('.').reduce(memberOf, parsed(body));
  const field = path.split('.').at(-1) ?? path;
  return { door, field, text: value === undefined || value === null || value === '' ? null : textOf(value) };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Times to the second, ids without what each writes around them, switches as what they mean. */
function meaningOf(text: string, { isTime, word }: Fact): string {
  if (isTime === true) return String(Math.floor(epochMs(text) / 1_000));
  if (word === 'id') return text.replaceAll('-', '').toLowerCase();
  if (word === 'rotation') return /^(true|enabled)$/i.test(text) ? 'on' : 'off';
  return text;
}

function epochMs(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : new Date(text).getTime();
}

/** A body as it is read: JSON and XML with a line a member, anything else as it came. */
export function readable(body: string): string {
  if (body.startsWith('<')) return indentedXml(body);
  const value = parsed(body);
  return value === null ? body : JSON.stringify(value, null, 2);
}

/** An element with elements in it gets lines of its own; texts stay as they are. */
function indentedXml(body: string): string {
  let depth = 0;
  const lines = body.split(/(?<=>)(?=<)/).map((part) => {
    const isEnd = part.startsWith('</');
    if (isEnd) depth -= 1;
    const line = '  '.repeat(Math.max(depth, 0)) + part;
    if (!isEnd && !part.startsWith('<?') && !/<\/[^>]+>$|\/>$/.test(part)) depth += 1;
    return line;
  });
  return lines.join('\n');
}
