import { describe, expect, it } from '@jest/globals';

import { casesOf } from '../src/retry/cases.ts';
import { contractAt, type Family } from '../src/retry/contract.ts';

const CREATE = { door: 'bk', operation: 'create_credential', path: '/api/v3/system/create_credential' };

function casesBy(sdk: Family) {
  const codes = ['502', '1240001'];
  const cases = casesOf(
    [CREATE],
    () => [],
    (door) => contractAt(door, { sdk }, { codes, timeoutSeconds: 20 }),
  );
  return new Map(cases.map((one) => [one.name, one]));
}

describe('the cases of BlueKing', () => {
  it('have the API gateway tell when to come back', () => {
    const cases = casesBy('bk');
    expect(cases.get('throttle')?.code).toBe('429');
    expect(cases.get('throttle-hint')).toMatchObject({ hintMs: 1_000, rule: { fault: 'throttle' } });
    expect([...cases.keys()]).toContain('no-retry:1640301');
  });

  it("have ESB's own codes behind ESB, which gives no hint", () => {
    const cases = casesBy('bk-esb');
    expect(cases.get('throttle')).toMatchObject({ code: '1306429', hintMs: null });
    expect(cases.has('throttle-hint')).toBe(false);
    const permanent = [...cases.keys()].filter((name) => name.startsWith('no-retry:'));
    expect(permanent).toContain('no-retry:1306403');
    expect(permanent).not.toContain('no-retry:1640301');
  });
});
