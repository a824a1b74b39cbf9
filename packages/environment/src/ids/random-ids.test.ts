import { describe, expect, it } from '@jest/globals';

import { randomIds } from './random-ids.ts';

describe('random ids', () => {
  it('are UUIDs of version 4, none of them twice, however many are drawn', () => {
    const ids = Array.from({ length: 1_000 }, () => randomIds.uuid());
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set(ids).size).toBe(ids.length);
    // Every digit of every position that is free comes up.
    for (const position of [0, 7, 9, 12, 15, 20, 24, 35]) expect(new Set(ids.map((id) => id[position])).size).toBe(16);
  });
});
