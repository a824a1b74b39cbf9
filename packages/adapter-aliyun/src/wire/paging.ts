import { InvalidInputError } from '@dragoman/protocol-kit';
import { Type } from '@sinclair/typebox';

import { REQUEST_HELP } from '../messages/requests.ts';

/** Numbered pages. A size that is not served is rejected, never cut: list loops stop at the first short page. */
export const paging = {
  PageNumber: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,8}$' })),
  PageSize: Type.Optional(Type.String({ pattern: '^([1-9][0-9]?|100)$' })),
};

/** How many instances, access points, rules or policies a page has by default. */
export const INSTANCE_PAGE_SIZE = 20;

/** Which page is asked for. */
export interface Page {
  readonly number: number;
  readonly size: number;
  readonly offset: number;
}

export function pageFromWire(
  input: { readonly PageNumber?: string; readonly PageSize?: string },
  defaultSize: number,
): Page {
  const number = Number(input.PageNumber ?? 1);
  const size = Number(input.PageSize ?? defaultSize);
  return { number, size, offset: (number - 1) * size };
}

/** The page as it is echoed, with the count of everything on all pages. */
export function pageToWire(page: Page, total: number) {
  return { PageNumber: page.number, PageSize: page.size, TotalCount: total };
}

/** Reads the opaque token of a page; none is the first page. @throws InvalidInput for one that was not given out */
export function offsetFromToken(token: string | undefined): number {
  if (token === undefined) return 0;
  const offset = Buffer.from(token, 'base64url').toString();
  if (!/^[1-9]\d{0,8}$/.test(offset) || tokenFromOffset(Number(offset)) !== token)
    throw new InvalidInputError('NextToken', 'format', REQUEST_HELP.foreignToken);
  return Number(offset);
}

export function tokenFromOffset(offset: number): string {
  return Buffer.from(String(offset)).toString('base64url');
}

/** One page of a list that is at hand whole. */
export function pageOf<Item>(items: readonly Item[], page: Page): readonly Item[] {
  return items.slice(page.offset, page.offset + page.size);
}
