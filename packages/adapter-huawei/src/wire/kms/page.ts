import { Type } from '@sinclair/typebox';

import { numberField, numberFromWire } from './input.ts';

const MAX_PAGE = 1_000;

/** Paging as the lists of KMS take it: how many to list, all where it is not said, and how many to pass over. */
export const pageFields = { limit: Type.Optional(numberField), marker: Type.Optional(numberField) };

export interface OffsetPage {
  readonly offset: number;
  readonly limit: number;
}

/** @throws VendorError KMS.1601 or KMS.1602 */
export function pageFromWire({
  limit = '',
  marker = '',
}: {
  readonly limit?: string | number;
  readonly marker?: string | number;
}): OffsetPage {
  return {
    limit: limit === '' ? MAX_PAGE : numberFromWire(limit, { min: 1, max: MAX_PAGE, error: 'limit' }),
    offset: marker === '' ? 0 : numberFromWire(marker, { min: 0, max: Number.MAX_SAFE_INTEGER, error: 'marker' }),
  };
}

/** What a list says of its page; `total` counts all pages. */
export function pageToWire({ offset }: OffsetPage, count: number, total: number): object {
  const truncated = offset + count < total && count > 0;
  return { next_marker: truncated ? String(offset + count) : '', truncated: String(truncated), total };
}
