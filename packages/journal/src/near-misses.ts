import leven from 'leven';

import { differences, type FilterField, type ResolvedFilter } from './filter.ts';
import type { JournalRecord } from './journal-record.ts';

/** A request that is nearly what is wanted. */
export interface NearMiss {
  readonly record: JournalRecord;
  /** In what it is not. */
  readonly fields: readonly FilterField[];
}

const MAX_COUNT = 3;
/** How many of the latest requests are looked at. */
const MAX_EXAMINED = 2_000;

/**
 * The requests most like those wanted: they differ in the fewest parts, and least in these. None that has nothing in
 * common with them.
 */
export function nearMisses(records: readonly JournalRecord[], filter: ResolvedFilter): NearMiss[] {
  const parts = Object.entries(filter).filter(([name, value]) => name !== 'names' && value !== undefined).length;
  const missing = records
    .slice(-MAX_EXAMINED)
    .toReversed()
    .map((record) => ({ record, fields: differences(record, filter) }))
    .filter(({ fields }) => fields.length > 0 && (parts === 1 || fields.length < parts));
  const fewest = Math.min(...missing.map(({ fields }) => fields.length));
  return missing
    .filter(({ fields }) => fields.length === fewest)
    .map((miss) => ({ ...miss, distance: distanceOf(miss, filter) }))
    .toSorted((left, right) => left.distance - right.distance)
    .slice(0, MAX_COUNT)
    .map(({ record, fields }) => ({ record, fields }));
}

function distanceOf({ record, fields }: NearMiss, filter: ResolvedFilter): number {
  return fields.reduce(
    (sum, field) =>
      sum +
      leven(
        String(filter[field]),
        String(field === 'identity' ? record.identityId : field === 'outcome' ? record.outcome : record[field]),
      ),
    0,
  );
}
