import { describe, expect, it } from '@jest/globals';

import { ConfigError } from '@dragoman/input';

import { contractFrom } from '../src/index.ts';

describe('a contract of a file', () => {
  it.each([
    [{ attempts: { at_least: 0 } }, /own\.yaml: .*attempts\.at_least/],
    [{ atempts: {} }, /did you mean attempts/],
    [{ hint: 'maybe' }, /give wait or ignore/],
    [{ attempts: { at_least: 5, at_most: 2 } }, /at_least is above attempts\.at_most/],
  ])('is rejected in one line: %j', (given, message) => {
    const read = (): unknown => contractFrom(given, 'own.yaml');
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(message);
    expect(read).not.toThrow(/\n/);
  });

  it('is taken as it stands', () => {
    const given = { sdk: 'aliyun', attempts: { at_least: 1 }, hint: 'ignore', retried: [] };
    expect(contractFrom(given, 'own.yaml')).toEqual(given);
  });
});
