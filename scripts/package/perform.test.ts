import { execFileSync } from 'node:child_process';

import { expect, it } from '@jest/globals';

import { perform } from './perform.ts';
import { LeftOutError } from './steps.ts';

const MADE = [{ file: 'a.tgz', kind: 'npm', platform: 'any', version: '1.0.0' }];

it.each<[string, () => typeof MADE, object]>([
  ['what was made', () => MADE, { made: MADE }],
  [
    'what the machine lacks',
    () => {
      throw new LeftOutError('go is missing');
    },
    { leftOut: 'it: go is missing' },
  ],
  [
    'which program failed, and the last that it said',
    () => {
      execFileSync('sh', ['-c', 'echo why >&2; echo at last >&2; exit 3'], { stdio: 'pipe' });
      return MADE;
    },
    { failure: 'it: `sh -c echo why >&2; echo at last >&2; exit 3` ended with code 3: at last' },
  ],
  [
    'which signal ended a program',
    () => {
      execFileSync('sh', ['-c', 'kill -9 $$'], { stdio: 'ignore' });
      return MADE;
    },
    { failure: 'it: `sh -c kill -9 $$` was ended by SIGKILL' },
  ],
  [
    'a program that is not there',
    () => {
      execFileSync('/no/such/program', [], { stdio: 'ignore' });
      return MADE;
    },
    { failure: 'it: spawnSync /no/such/program ENOENT' },
  ],
  [
    'anything else',
    () => {
      throw new Error('the program is not plain ASCII\n    at once');
    },
    { failure: 'it: the program is not plain ASCII' },
  ],
])('tells in one line %s', (_what, step, outcome) => {
  expect(perform('it', step, 'out')).toEqual(outcome);
});
