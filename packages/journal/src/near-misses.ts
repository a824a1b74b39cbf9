import leven from 'leven';

import { differences, type FilterField, type ResolvedFilter } from './filter.ts';
import type { JournalRecord } from './journal-record.ts';

/** A request that is nearly what is wanted. */
export interface NearMiss {
  readonly record: JournalRecord;
  /** In what it is not. */
  readonly traits: readonly FilterField[];
}

const MAX_COUNT = 3;
/** How many of the latest requests are looked at. */
const LATEST = 2_000;

/**
 * The requests most like those wanted: they differ in the fewest parts, and least in these. None that has nothing in
 * common with them.
 */
export function nearMisses(records: readonly JournalRecord[], wanted: ResolvedFilter): NearMiss[] {
  const parts = Object.entries(wanted).filter(([name, value]) => name !== 'names' && value !== undefined).length;
  const missing = records
    .slice(-LATEST)
    .toReversed()
    .map((record) => ({ record, traits: differences(record, wanted) }))
    .filter(({ traits }) => traits.length > 0 && (parts === 1 || traits.length < parts));
  const fewest = Math.min(...missing.map(({ traits }) => traits.length));
  return missing
    .filter(({ traits }) => traits.length === fewest)
    .map((miss) => ({ ...miss, distance: distanceOf(miss, wanted) }))
    .toSorted((left, right) => left.distance - right.distance)
    .slice(0, MAX_COUNT)
    .map(({ record, traits }) => ({ record, traits }));
}

function distanceOf({ record, traits }: NearMiss, wanted: ResolvedFilter): number {
  return traits.reduce(
    (sum, trait) =>
      sum +
      leven(
        String(wanted[trait]),
        String(trait === 'identity' ? record.identityId : trait === 'outcome' ? record.outcome : record[trait]),
      ),
    0,
  );
}
