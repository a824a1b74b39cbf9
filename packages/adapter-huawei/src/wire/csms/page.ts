import { Type } from '@sinclair/typebox';

import { DEFAULT_PAGE } from '../../names.ts';

/** Paging as every list takes it: the last item of the page before, and how many to list, 1 to 1000. */
export const pageQuery = {
  limit: Type.String({ pattern: '^0*([1-9][0-9]{0,2}|1000)$', default: DEFAULT_PAGE }),
  marker: Type.Optional(Type.String()),
};

/**
 * What a list says of its page. `next_marker` is null on the last one: dapr asks again for as long as it is there,
 * though the documents' examples show one on a last page too.
 */
export function pageInfo(markers: readonly string[], more: boolean): object {
  return {
    next_marker: more ? (markers.at(-1) ?? null) : null,
    previous_marker: markers[0] ?? null,
    current_count: markers.length,
  };
}
