import { describe, expect, it, jest } from '@jest/globals';

import { onDemand } from './on-demand.ts';

describe('members on demand', () => {
  it('are made when they are first asked for, and once', () => {
    const first = jest.fn(() => ({ of: 'first' }));
    const second = jest.fn(() => 2);
    const members = onDemand({ first, second });
    expect([first, second].map(({ mock }) => mock.calls.length)).toEqual([0, 0]);
    expect(members.first).toBe(members.first);
    expect([first, second].map(({ mock }) => mock.calls.length)).toEqual([1, 0]);
  });

  it('are asked for again where they could not be made', () => {
    let isThere = false;
    const members = onDemand({
      statement() {
        if (!isThere) throw new Error('no such table');
        return 'prepared';
      },
    });
    expect(() => members.statement).toThrow('no such table');
    isThere = true;
    expect(members.statement).toBe('prepared');
  });
});
