import { describe, expect, it } from '@jest/globals';

import { type Identity, mayUse } from './identity.ts';

describe('mayUse', () => {
  const identity: Identity = {
    id: 'id',
    name: 'name',
    addresses: [
      { door: 'huawei', key: 'p1' },
      { door: 'bk', key: 'biz/2' },
    ],
    attributes: {},
  };

  it('allows the addresses of the identity alone', () => {
    expect(mayUse(identity, { door: 'huawei', key: 'p1' })).toBe(true);
    expect(mayUse(identity, { door: 'bk', key: 'biz/2' })).toBe(true);
    expect(mayUse(identity, { door: 'huawei', key: 'p2' })).toBe(false);
    expect(mayUse(identity, { door: 'aliyun', key: 'p1' })).toBe(false);
    expect(mayUse({ ...identity, addresses: [] }, { door: 'huawei', key: 'p1' })).toBe(false);
  });

  it('allows everything to one that may work anywhere', () => {
    expect(mayUse({ ...identity, addresses: 'any' }, { door: 'huawei', key: 'p2' })).toBe(true);
  });
});
