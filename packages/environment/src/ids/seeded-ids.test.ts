import { describe, expect, it } from '@jest/globals';

import { SeededIds } from './seeded-ids.ts';

function draw(ids: SeededIds): unknown[] {
  return [ids.uuid(), Buffer.from(ids.bytes(40)).toString('hex'), ids.uuid(), Buffer.from(ids.bytes(0)).length];
}

describe('seeded ids', () => {
  it('repeat for the same seed and name, and for no other', () => {
    expect(draw(new SeededIds(7, 'a'))).toEqual(draw(new SeededIds(7, 'a')));
    const all = [draw(new SeededIds(7, 'a')), draw(new SeededIds(8, 'a')), draw(new SeededIds(7, 'b'))].map(
      ([uuid]) => uuid,
    );
    expect(new Set(all).size).toBe(3);
  });

  it('are what they always were for a seed, and have the form of random ones', () => {
    const ids = new SeededIds(7, 'a');
    expect(ids.uuid()).toMatchInlineSnapshot(`"ba57354c-689f-467e-9ef6-afd1ecb57b66"`);
    for (let n = 0; n < 100; n += 1)
      expect(ids.uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('begin again', () => {
    const ids = new SeededIds(7, 'a');
    const first = draw(ids);
    expect(draw(ids)).not.toEqual(first);
    ids.restart(7, 'a');
    expect(draw(ids)).toEqual(first);
  });
});
