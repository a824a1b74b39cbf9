import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { type TenantAddress, addressText, vaultOf } from './vault.ts';

/** Addresses in the form of the doors: door names have no colon, the keys hold whatever a client put into them. */
const addresses: fc.Arbitrary<TenantAddress> = fc.record({
  door: fc.constantFrom('huawei', 'aliyun', 'bk'),
  key: fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(':', '/', 'bk', 'huawei', '1') })),
});

describe('vaults', () => {
  it('are not shared by two addresses that nothing binds', () => {
    fc.assert(
      fc.property(addresses, addresses, (one, other) => {
        const same = one.door === other.door && one.key === other.key;
        expect(addressText(one) === addressText(other)).toBe(same);
        expect(vaultOf(new Map(), one) === vaultOf(new Map(), other)).toBe(same);
      }),
    );
  });

  it('are shared by the addresses that are bound to one, and by no others', () => {
    const project = { door: 'huawei', key: 'project' };
    const region = { door: 'aliyun', key: '1/cn-hangzhou' };
    const bindings = new Map([
      [addressText(project), 'default'],
      [addressText(region), 'default'],
    ]);
    expect(vaultOf(bindings, project)).toBe('default');
    expect(vaultOf(bindings, region)).toBe('default');
    expect(vaultOf(bindings, { door: 'bk', key: 'project' })).toBe('bk:project');
    expect(vaultOf(bindings, { door: 'huawei', key: 'Project' })).toBe('huawei:Project');
    // No address has the text of a vault named without a colon.
    expect(vaultOf(bindings, { door: '', key: 'default' })).toBe(':default');
  });
});
