import { describe, expect, it } from '@jest/globals';

import { AlteredRowError, RowAuthenticator } from './row-authenticator.ts';

const rows = new RowAuthenticator(new Uint8Array(32).fill(7));
const columns = ['v', 'name', 5, null, Uint8Array.of(1, 2)] as const;

describe('a row', () => {
  it('is known by its table, its columns and its root key', () => {
    const mac = rows.sign('secret', columns);
    expect(() => {
      rows.check('secret', columns, mac);
    }).not.toThrow();
    expect(mac.length).toBe(32);
  });

  it.each([
    ['another table', 'key', columns],
    ['another text', 'secret', ['w', 'name', 5, null, Uint8Array.of(1, 2)]],
    ['a text cut elsewhere', 'secret', ['vn', 'ame', 5, null, Uint8Array.of(1, 2)]],
    ['a number in words', 'secret', ['v', 'name', '5', null, Uint8Array.of(1, 2)]],
    ['nothing in words', 'secret', ['v', 'name', 5, 'null', Uint8Array.of(1, 2)]],
    ['another byte', 'secret', ['v', 'name', 5, null, Uint8Array.of(1, 3)]],
    ['a column less', 'secret', ['v', 'name', 5, null]],
  ])('is rejected with %s', (_what, table, changed) => {
    const mac = rows.sign('secret', columns);
    expect(() => {
      rows.check(table, changed, mac);
    }).toThrow(AlteredRowError);
  });

  it.each([null, new Uint8Array(0), new Uint8Array(32)])('is rejected with the signature %p', (mac) => {
    expect(() => {
      rows.check('secret', columns, mac);
    }).toThrow(AlteredRowError);
  });

  it('is rejected by another root key', () => {
    const other = new RowAuthenticator(new Uint8Array(32).fill(8));
    expect(() => {
      other.check('secret', columns, rows.sign('secret', columns));
    }).toThrow(AlteredRowError);
  });
});
