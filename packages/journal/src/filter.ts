import { unknownName } from '@dragoman/input';
import type { Door } from '@dragoman/protocol-kit';
import { type Static, Type } from '@sinclair/typebox';

import type { JournalRecord } from './journal-record.ts';

/** What a request may be picked by; every part is optional. */
export const FILTER = {
  door: Type.Optional(Type.String({ description: 'huawei, aliyun or bk' })),
  operation: Type.Optional(Type.String({ description: "the operation's name as the vendor writes it" })),
  identity: Type.Optional(
    Type.String({
      description:
        'id or name of an identity, or what it presents: an access key id, an app code, a token; ' +
        'rejected requests that presented it are among them',
    }),
  ),
  resource: Type.Optional(Type.String({ description: 'the secret, key or credential as the client named it' })),
  outcome: Type.Optional(
    Type.Union([Type.Literal('success'), Type.Literal('rejected'), Type.Literal('error'), Type.Literal('failed')], {
      description: 'failed is rejected or error',
    }),
  ),
  code: Type.Optional(Type.String({ description: "the vendor's code of a rejection" })),
  injected: Type.Optional(Type.Boolean({ description: 'whether a fault rule was applied to it' })),
};

export type Filter = Static<ReturnType<typeof Type.Object<typeof FILTER>>>;

/** A part of a filter. */
export type FilterField = keyof Filter;

/** A filter whose identity is known by all its names. */
export interface ResolvedFilter extends Filter {
  readonly names: ReadonlySet<string>;
}

/** Answers what an identity may be called that is given by its id, its name, or what it presents. */
export type NamesOf = (identity: string) => Promise<readonly string[]>;

export async function resolveFilter(filter: Filter, namesOf: NamesOf): Promise<ResolvedFilter> {
  const { identity } = filter;
  return { ...filter, names: new Set(identity === undefined ? [] : [identity, ...(await namesOf(identity))]) };
}

/** The parts in which a record is not what is wanted. */
export function differences(record: JournalRecord, filter: ResolvedFilter): FilterField[] {
  return (Object.keys(FIELD_MATCHERS) as FilterField[]).filter(
    (field) => filter[field] !== undefined && !FIELD_MATCHERS[field](record, filter),
  );
}

export function matchesFilter(record: JournalRecord, filter: ResolvedFilter): boolean {
  return differences(record, filter).length === 0;
}

const FIELD_MATCHERS: Readonly<Record<FilterField, (record: JournalRecord, filter: ResolvedFilter) => boolean>> = {
  door: (record, filter) => record.door === filter.door,
  operation: (record, filter) => record.operation === filter.operation,
  identity: isFrom,
  resource: (record, filter) => record.resource === filter.resource,
  outcome: (record, { outcome }) =>
    record.outcome === outcome || (outcome === 'failed' && record.outcome !== 'success'),
  code: (record, filter) => record.code === filter.code,
  injected: (record, filter) => record.injected === filter.injected,
};

/** Whether somebody was let in, or said to be, who is called so. */
function isFrom({ identityId, identityName, claim, presented }: JournalRecord, { names }: ResolvedFilter): boolean {
  const given = [
    identityId,
    identityName,
    claim?.identityId,
    claim?.identityName,
    ...presented.map((accessCredential) => accessCredential.presented),
  ];
  return given.some((name) => typeof name === 'string' && names.has(name));
}

/**
 * Rejects names that no door has. @param at where the filter stands, with a dot behind it @throws ControlError with
 * the nearest name known
 */
export function checkFilter({ door, operation }: Filter, doors: readonly Door[], at = ''): void {
  const met = door === undefined ? doors : doors.filter(({ name }) => name === door);
  if (met.length === 0)
    throw unknownName(
      `${at}door`,
      door ?? '',
      doors.map(({ name }) => name),
    );
  if (operation === undefined || met.some(({ operations }) => operations.includes(operation))) return;
  throw unknownName(
    `${at}operation`,
    operation,
    met.flatMap(({ operations }) => operations),
  );
}
