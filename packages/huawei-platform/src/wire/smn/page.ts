import { Type } from '@sinclair/typebox';

/** Paging as lists take it: how many to pass over, and how many to list, 1 to 100. */
export const pageQuery = {
  offset: Type.String({ pattern: '^[0-9]{1,9}$', default: '0' }),
  limit: Type.String({ pattern: '^([1-9][0-9]?|100)$', default: '100' }),
};

export function pageFromQuery({ offset, limit }: { readonly offset: string; readonly limit: string }) {
  return { offset: Number(offset), limit: Number(limit) };
}
