import { ConfigError, strictObject } from '@dragoman/input';
import { Type } from '@sinclair/typebox';
import { Check } from '@sinclair/typebox/value';

import { DIALECTS } from '../model/direction.ts';
import type { RecordedCall } from './recorded-call.ts';

/** What is read of an entry of the journal; what else it has is left alone. */
const entrySchema = Type.Object({
  sequence: Type.Integer(),
  door: Type.Union([Type.String(), Type.Null()]),
  operation: Type.Union([Type.String(), Type.Null()]),
  outcome: Type.Union([Type.Literal('success'), Type.Literal('rejected'), Type.Literal('error')]),
  code: Type.Union([Type.String(), Type.Null()]),
  call: Type.Union([
    Type.Null(),
    strictObject({
      names: Type.Array(Type.String()),
      version: Type.Union([Type.Literal('none'), Type.Literal('id'), Type.Literal('latest'), Type.Literal('stage')]),
      stage: Type.Union([Type.String(), Type.Null()]),
      flags: Type.Record(Type.String(), Type.Boolean()),
      page: Type.Record(Type.String(), Type.Union([Type.Number(), Type.Boolean()])),
    }),
  ]),
});

/**
 * The calls that entries of the journal tell; requests that were not understood tell none.
 * @param where how the entries are called @throws ConfigError for what is no entry
 */
export function recordedCalls(entries: readonly unknown[], where: string): RecordedCall[] {
  return entries.flatMap((entry, at): RecordedCall[] => {
    if (!isEntry(entry)) throw new ConfigError(`${where}: entry ${at + 1} is none of the journal's`);
    const { sequence, operation, outcome, code, call } = entry;
    const door = DIALECTS.find((dialect) => dialect === entry.door);
    if (door === undefined || operation === null || call === null) return [];
    return [{ sequence, door, operation, ...call, outcome, code }];
  });
}

function isEntry(entry: unknown): entry is (typeof entrySchema)['static'] {
  return Check(entrySchema, entry);
}

/**
 * The same of a file that `dragoman journal list` or `follow` wrote: a JSON value with a list `entries`, or an entry a
 * line. @throws ConfigError
 */
export function recordedCallsIn(text: string, path: string): RecordedCall[] {
  const whole = parsed(text) as { readonly entries?: unknown } | undefined;
  if (Array.isArray(whole?.entries)) return recordedCalls(whole.entries, path);
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const entries = lines.map((line, at) => {
    const entry = parsed(line);
    if (entry === undefined) throw new ConfigError(`${path}:${at + 1} is no JSON`);
    return entry;
  });
  // A follower is told what it missed in lines of their own.
  return recordedCalls(
    entries.filter((entry) => !Object.hasOwn(Object(entry) as object, 'dropped')),
    path,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
