import { describe, expect, it } from '@jest/globals';

import { rejectionOf } from '../../test/environment.ts';
import { withTags } from './tags.ts';

describe('tags', () => {
  const tags = [
    { key: 'a', value: '1' },
    { key: 'b', value: '2' },
  ];

  it('keep their place and take the new value; new ones follow in their order', () => {
    expect(
      withTags(
        tags,
        [
          { key: 'd', value: '4' },
          { key: 'a', value: '' },
          { key: 'c', value: '3' },
          { key: 'c', value: '5' },
        ],
        4,
      ),
    ).toEqual([
      { key: 'a', value: '' },
      { key: 'b', value: '2' },
      { key: 'd', value: '4' },
      { key: 'c', value: '5' },
    ]);
    expect(tags).toEqual([
      { key: 'a', value: '1' },
      { key: 'b', value: '2' },
    ]);
  });

  it('pass at the limit and are rejected above it', async () => {
    expect(withTags(tags, [{ key: 'c', value: '' }], 3).length).toBe(3);
    expect(withTags(tags, [{ key: 'b', value: 'new' }], 2).length).toBe(2);
    expect(await rejectionOf(() => withTags(tags, [{ key: 'c', value: '' }], 2))).toBe('tag-quota-exceeded');
  });

  it('may be named as anything objects inherit', () => {
    expect(
      withTags(
        [],
        [
          { key: '__proto__', value: 'x' },
          { key: 'constructor', value: 'y' },
        ],
        2,
      ),
    ).toEqual([
      { key: '__proto__', value: 'x' },
      { key: 'constructor', value: 'y' },
    ]);
  });
});
