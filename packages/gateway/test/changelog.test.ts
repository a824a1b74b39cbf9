import { readFileSync, writeFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { type PublicNames, publicNames } from './support/public-names.ts';

/** The names of the last release, `RECORD_RELEASED_NAMES=1` makes them those of today. */
const RELEASED = new URL('support/released-names.json', import.meta.url);

const now = publicNames();
if (process.env['RECORD_RELEASED_NAMES'] === '1') writeFileSync(RELEASED, `${JSON.stringify(now, null, 2)}\n`);
const before = JSON.parse(readFileSync(RELEASED, 'utf8')) as PublicNames;

/** What of CHANGELOG.md tells of the next release, by lines. */
const lines = unreleased(readFileSync(new URL('../../../CHANGELOG.md', import.meta.url), 'utf8')).split('\n');

function unreleased(changelog: string): string {
  return changelog.split(/^## /m).find((part) => part.startsWith('Unreleased')) ?? '';
}

/** The names that no line has as code. @param along has to be in the same line */
function untold(names: readonly string[], along?: string): string[] {
  const told = lines.map((line) => new Set([...line.matchAll(/`[^`]+`/g)].join(' ').match(/[\w.]+/g)));
  return names.filter((name) => !told.some((line) => line.has(name) && (along === undefined || line.has(along))));
}

function without(names: readonly string[], excluded: readonly string[]): string[] {
  return names.filter((name) => !excluded.includes(name));
}

/** Fields that came or went; those below one that did come and go with it. */
function outermost(fields: readonly string[]): string[] {
  return fields.filter(
    (field) => !fields.some((other) => field.startsWith(`${other}.`) || field.startsWith(`${other}[`)),
  );
}

const lastPart = (field: string): string => field.split('.').at(-1)?.replace('[]', '') ?? field;

describe.each([
  ['gone', before, now],
  ['new', now, before],
] as const)('CHANGELOG.md names what is %s:', (_what, one, other) => {
  it('settings', () => {
    expect(untold(without(one.settings, other.settings))).toEqual([]);
  });

  it('operations', () => {
    expect(untold(without(one.operations, other.operations).map((name) => name.replace(/^\w+:/, '')))).toEqual([]);
  });

  it('control calls', () => {
    expect(untold(without(Object.keys(one.control), Object.keys(other.control)))).toEqual([]);
  });

  it('fields of control calls', () => {
    const calls = Object.keys(one.control).filter((call) => other.control[call] !== undefined);
    const fields = calls.flatMap((call) => {
      const changed = outermost(without(one.control[call] ?? [], other.control[call] ?? [])).map(lastPart);
      // A shape has no name that users write.
      return untold(changed, /^[A-Z]/.test(call) ? undefined : call).map((field) => `${call}: ${field}`);
    });
    expect(fields).toEqual([]);
  });
});
