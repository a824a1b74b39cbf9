import type { Receipt, UsedItem } from './receipt.ts';

/** What a run used otherwise than another. */
export interface ReceiptChange {
  readonly door: string;
  readonly operation: string;
  /** Of an error; `null` of the operation itself. */
  readonly code: string | null;
  /**
   * `used`: how many requests, none where only one run has it; `statuses`: how often which was answered; `facts`: one
   * run rests on it alone; `field`: sent, and without effect; `not-served`: asked for, and no door has it.
   */
  readonly part: 'used' | 'statuses' | 'facts' | 'field' | 'not-served';
  /** Which fact or field; `null` of a part that is counted. */
  readonly subject: string | null;
  readonly before: string;
  readonly after: string;
}

/** What changed between the receipts of two runs. */
export interface ReceiptDiff {
  readonly before: { readonly requests: number; readonly dropped: number };
  readonly after: { readonly requests: number; readonly dropped: number };
  /** How many operations and errors either run used. */
  readonly used: number;
  readonly changes: readonly ReceiptChange[];
}

/** Where nothing is. */
const NONE = '-';

/** Compares two receipts: what was used, how it was answered, on which facts that rests, and what nobody read. */
export function diffReceipts(before: Receipt, after: Receipt): ReceiptDiff {
  const items = pairs(before.used, after.used, ({ door, operation, code }) => [door, operation, code]);
  return {
    before: { requests: before.requests, dropped: before.dropped },
    after: { requests: after.requests, dropped: after.dropped },
    used: items.length,
    changes: [
      ...items.flatMap(([old, now]) => usedChanges(old, now)),
      ...pairs(before.without_effect, after.without_effect, ({ door, operation, field, why }) => [
        ...[door, operation, field, why],
      ]).flatMap(([old, now]) => {
        const { door, operation, field } = (now ?? old) as Receipt['without_effect'][number];
        return counted({ door, operation, code: null, part: 'field', subject: field }, old, now);
      }),
      ...pairs(before.not_served, after.not_served, ({ door, request }) => [door, request]).flatMap(([old, now]) => {
        const { door, request } = (now ?? old) as Receipt['not_served'][number];
        return counted(
          { door: door ?? NONE, operation: request, code: null, part: 'not-served', subject: null },
          old,
          now,
        );
      }),
    ],
  };
}

function usedChanges(old: UsedItem | undefined, now: UsedItem | undefined): ReceiptChange[] {
  const { door, operation, code } = (now ?? old) as UsedItem;
  const change = { door, operation, code, subject: null };
  const uses = counted({ ...change, part: 'used' }, old, now);
  // What only one of them used has nothing in common that could be compared.
  if (old === undefined || now === undefined) return uses;
  const [was, is] = [statusesOf(old), statusesOf(now)];
  return [
    ...uses,
    ...(was === is ? [] : [{ ...change, part: 'statuses' as const, before: was, after: is }]),
    ...factChanges(old, now),
  ];
}

function factChanges(old: UsedItem, now: UsedItem): ReceiptChange[] {
  const { door, operation, code } = now;
  const [was, is] = [gradesOf(old), gradesOf(now)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((id) => was.get(id) !== is.get(id))
    .toSorted()
    .map((subject) => ({
      ...{ door, operation, code, part: 'facts', subject },
      ...{ before: was.get(subject) ?? NONE, after: is.get(subject) ?? NONE },
    }));
}

/** Each fact's strongest grade, by its id. */
function gradesOf({ facts }: UsedItem): ReadonlyMap<string, string> {
  return new Map(Object.entries(facts).flatMap(([grade, ids]) => ids.map((id) => [id, grade] as const)));
}

function statusesOf({ statuses }: UsedItem): string {
  return Object.entries(statuses)
    .map(([status, times]) => `${status}: ${times}`)
    .join(', ');
}

type Counted = { readonly requests: number } | undefined;

function counted(change: Omit<ReceiptChange, 'before' | 'after'>, old: Counted, now: Counted): ReceiptChange[] {
  const [before, after] = [old?.requests ?? 0, now?.requests ?? 0];
  return before === after ? [] : [{ ...change, before: String(before), after: String(after) }];
}

/** What is of one key in both, in the order of the first and then of the second. */
function pairs<Item>(
  before: readonly Item[],
  after: readonly Item[],
  keyOf: (item: Item) => readonly (string | null)[],
): [Item | undefined, Item | undefined][] {
  const byKey = (items: readonly Item[]) => new Map(items.map((item) => [JSON.stringify(keyOf(item)), item]));
  const [old, now] = [byKey(before), byKey(after)];
  return [...new Set([...old.keys(), ...now.keys()])].map((key) => [old.get(key), now.get(key)]);
}
