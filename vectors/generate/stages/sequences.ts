/** What is done to secrets, in its order: after a first version is made. */
import type { Choices } from '../random.ts';
import type { Rules, Step } from './model.ts';

/** Steps, and what they are about. */
export interface Sequence {
  readonly comment: string;
  readonly flag: string;
  readonly steps: readonly Step[];
}

export const put = (id: string | null, stages: readonly string[] | null = null, data = 'data'): Step => ({
  do: 'put',
  id,
  data,
  stages,
});
export const move = (stage: string, to: string, from: string | null = null): Step => ({ do: 'move', stage, to, from });
export const remove = (stage: string, from: string | null = null): Step => ({ do: 'remove', stage, from });

const LETTERS = 'abcdefghijklmnopqrst'.split('');
const numbers = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, at) => first + at);

/** Those that both services know. @param id of the nth version, as a put gives it */
export function commonSequences(
  { current, previous, maxStages, maxVersions }: Rules,
  id: (version: number) => string | null,
): Sequence[] {
  const second = put(id(2));
  const one = (comment: string, flag: string, ...steps: readonly Step[]): Sequence => ({ comment, flag, steps });
  const customs = LETTERS.slice(0, maxStages - 2);
  return [
    one('a second version: the first becomes the previous one', 'Put', second),
    one('a third version: the first has no stage then', 'Put', second, put(id(3))),
    one('a version with a stage of its own alone is not the current one', 'Put', put(id(2), ['blue'])),
    one('a version with the current stage and one of its own', 'Put', put(id(2), [current, 'blue'])),
    one('a version with the previous stage alone takes it away', 'Put', second, put(id(3), [previous])),
    one('a version with the previous stage alone where there is none', 'Put', put(id(2), [previous])),
    one(
      'a version with both built-in stages: what was current is the previous one',
      'Put',
      second,
      put(id(3), [current, previous]),
    ),
    one('a version with an empty list is the current one', 'Put', put(id(2), [])),
    one('a version with a stage twice', 'Put', put(id(2), ['blue', 'blue'])),
    one('a stage that another version has moves to the new one', 'Put', put(id(2), ['blue']), put(id(3), ['blue'])),
    one('stages differ by case', 'Put', put(id(2), ['blue']), put(id(3), ['Blue'])),
    one('a built-in stage in small letters is one of its own', 'Put', put(id(2), [current.toLowerCase()])),
    one('a stage is made on a version', 'Move', move('blue', 'v1')),
    one('a stage is moved', 'Move', second, move('blue', 'v1'), move('blue', 'v2')),
    one('a stage is moved to where it is', 'Move', move('blue', 'v1'), move('blue', 'v1')),
    one('the current stage is moved back by hand', 'Move', second, move(current, 'v1')),
    one('the current stage is moved to where it is', 'Move', second, move(current, 'v2')),
    one('the current stage is moved past the previous version', 'Move', second, put(id(3)), move(current, 'v1')),
    one('the current stage is moved where nothing was previous', 'Move', put(id(2), ['blue']), move(current, 'v2')),
    one('a version after the current stage was moved back', 'Move', second, move(current, 'v1'), put(id(3))),
    one('the previous stage is moved by hand', 'Move', second, put(id(3)), move(previous, 'v1')),
    one('the previous stage is moved to the current version', 'Move', second, move(previous, 'v2')),
    one('a version after both built-in stages were on one', 'Move', second, move(previous, 'v2'), put(id(3))),
    one('a version that there is not', 'NoVersion', move('blue', 'v9')),
    one('the current stage to a version that there is not', 'NoVersion', second, move(current, 'v9')),
    one('as many stages as there may be', 'Quota', second, ...customs.map((stage) => move(stage, 'v1'))),
    one('a stage too many', 'Quota', second, ...customs.map((stage) => move(stage, 'v1')), move('z', 'v1')),
    one(
      'a stage that is there moves where there is no room for another',
      'Quota',
      second,
      ...customs.map((stage) => move(stage, 'v1')),
      move('a', 'v2'),
    ),
    one(
      'a stage is taken away and makes room',
      'Quota',
      second,
      ...customs.map((stage) => move(stage, 'v1')),
      remove('a', 'v1'),
      move('z', 'v2'),
    ),
    one(
      'a version whose previous stage would be one too many',
      'Quota',
      ...[...customs, 'z'].map((stage) => move(stage, 'v1')),
      second,
    ),
    one(
      'a version with a stage too many',
      'Quota',
      second,
      ...customs.map((stage) => move(stage, 'v1')),
      put(id(3), ['z']),
    ),
    one('as many versions as there may be', 'RollOff', ...numbers(2, maxVersions).map((n) => put(id(n)))),
    one('one more: the oldest without a stage goes', 'RollOff', ...numbers(2, maxVersions + 1).map((n) => put(id(n)))),
    one('two more', 'RollOff', ...numbers(2, maxVersions + 2).map((n) => put(id(n)))),
    one(
      'one more: the oldest stays that has a stage',
      'RollOff',
      move('keep', 'v1'),
      ...numbers(2, maxVersions + 1).map((n) => put(id(n))),
    ),
    one(
      'one more: a stage in the middle stays',
      'RollOff',
      ...numbers(2, maxVersions).map((n) => put(id(n))),
      move('keep', 'v1'),
      move('keep', 'v3'),
      put(id(maxVersions + 1)),
      put(id(maxVersions + 2)),
      put(id(maxVersions + 3)),
    ),
    one(
      'a version that went is no longer there',
      'RollOff',
      ...numbers(2, maxVersions + 1).map((n) => put(id(n))),
      move('blue', 'v1'),
    ),
  ];
}

/** Steps chosen at random, wrong ones among them. @param next makes a put of the nth version */
export function randomSequence(
  rules: Rules,
  choices: Choices,
  count: number,
  next: (version: number, stages: readonly string[] | null) => Step,
  own: readonly ((version: string, stage: string) => Step)[],
): Step[] {
  let made = 1;
  const stage = (): string => choices.pick([rules.current, rules.previous, 'a', 'b', 'c', 'd']);
  const version = (): string => `v${1 + choices.below(made + 1)}`;
  return Array.from({ length: count }, (): Step => {
    const kind = choices.below(4);
    if (kind < 2) {
      made += 1;
      const stages = kind === 0 ? null : [...new Set([stage(), stage()])];
      return next(made, stages);
    }
    return kind === 2 ? move(stage(), version()) : choices.pick(own)(version(), stage());
  });
}
