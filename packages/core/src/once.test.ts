import { describe, expect, it, jest } from '@jest/globals';

import { once } from './once.ts';

describe('once', () => {
  it('makes what it is asked for when it is first asked, and never again', () => {
    const make = jest.fn(() => ({}));
    const made = once(make);
    expect(make).not.toHaveBeenCalled();
    expect(made()).toBe(made());
    expect(make).toHaveBeenCalledTimes(1);
  });

  it('tries again what could not be made', () => {
    const make = jest
      .fn(() => ({}))
      .mockImplementationOnce(() => {
        throw new Error('not yet');
      });
    const made = once(make);
    expect(made).toThrow('not yet');
    expect(made()).toEqual({});
  });
});
