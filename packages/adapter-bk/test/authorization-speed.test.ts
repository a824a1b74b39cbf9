import { describe, expect, it } from '@jest/globals';

import { authorizer, checkOf } from '../src/permissions/authorizer.ts';
import { readPermissions } from '../src/permissions/grants.ts';

const ROUNDS = 20;
const DECISIONS = 2_000;

/** A hundred permissions, of which the last one allows. */
const PERMISSIONS = readPermissions([
  ...Array.from({ length: 99 }, (_unused, index) => `manage_ticket ticket/${index}`),
  'manage_ticket ticket/wanted',
]);
const PRINCIPAL = { username: 'alice', permissions: PERMISSIONS, apis: null };
const checkOn = (id: string) =>
  checkOf('manage_ticket', { type: 'biz', id: '2' }, { instance: { type: 'ticket', id, name: '' } });

/** Microseconds of this process for one decision: what else the machine does is none of it. */
function microseconds(id: string): number {
  const check = checkOn(id);
  const rounds = Array.from({ length: ROUNDS }, () => {
    const before = process.cpuUsage();
    for (let count = 0; count < DECISIONS; count += 1) authorizer.decide(PRINCIPAL, [check]);
    return process.cpuUsage(before).user / DECISIONS;
  });
  return Math.min(...rounds);
}

describe('a decision over a hundred permissions', () => {
  it('is made by the last of them', () => {
    expect(authorizer.decide(PRINCIPAL, [checkOn('wanted')]).decided[0]?.by?.statement).toBe(100);
    expect(authorizer.decide(PRINCIPAL, [checkOn('other')]).denied).not.toBeNull();
  });

  it('takes at most 5 µs of the processor, be it allowed or denied', () => {
    expect(microseconds('wanted')).toBeLessThan(5);
    expect(microseconds('other')).toBeLessThan(5);
  });
});
