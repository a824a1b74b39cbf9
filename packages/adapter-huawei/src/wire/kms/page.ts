import { Type } from '@sinclair/typebox';

import { numberField, numberFromWire } from './input.ts';

const MAX_PAGE = 1_000;

/** How many keys a list has unless told otherwise; more may be asked for, up to all there are (ListKeys, 2025-10). */
export const KEYS_PAGE = { most: Number.MAX_SAFE_INTEGER, usual: 2_000 };

/** Paging as the lists of KMS take it: how many to list, all where it is not said, and how many to pass over. */
export const pageFields = { limit: Type.Optional(numberField), marker: Type.Optional(numberField) };

export interface OffsetPage {
  readonly offset: number;
  readonly limit: number;
}

/** @throws VendorError KMS.1601 or KMS.1602 */
export function pageFromWire(
  { limit = '', marker = '' }: { readonly limit?: string | number; readonly marker?: string | number },
  { most, usual } = { most: MAX_PAGE, usual: MAX_PAGE },
): OffsetPage {
  return {
    limit: limit === '' ? usual : numberFromWire(limit, { min: 1, max: most, error: 'limit' }),
    offset: marker === '' ? 0 : numberFromWire(marker, { min: 0, max: Number.MAX_SAFE_INTEGER, error: 'marker' }),
  };
}

/** What a list says of its page; `total` counts all pages. */
export function pageToWire({ offset }: OffsetPage, count: number, total: number): object {
  const truncated = offset + count < total && count > 0;
  return { next_marker: truncated ? String(offset + count) : '', truncated: String(truncated), total };
}
