import { describe, expect, it } from '@jest/globals';
import { misfitOf } from '@dragoman/input';
import { InvalidInputError, schemaCompiler } from '@dragoman/protocol-kit';
import type { TSchema } from '@sinclair/typebox';

import { NAMED_CALLS } from '../src/index.ts';

const JUNK: readonly unknown[] = [null, true, 0, 1, -1, 1.5, '', 'x', 'pass', [], ['x', 'x'], {}, { junk: 1 }];

/** A value that fits, with every optional part where that is easy to make. */
function sampleOf(schema: TSchema): unknown {
  if ('const' in schema) return schema['const'];
  const [option] = (schema['anyOf'] ?? []) as readonly TSchema[];
  if (option !== undefined) return sampleOf(option);
  if (Array.isArray(schema['enum'])) return (schema['enum'] as readonly unknown[])[0];
  switch (schema['type']) {
    case 'object':
      return Object.fromEntries(
        Object.entries((schema['properties'] ?? {}) as Record<string, TSchema>).map(([key, property]) => [
          key,
          sampleOf(property),
        ]),
      );
    case 'array':
      return [sampleOf(schema['items'] as TSchema)];
    case 'string':
      return 'bk:sample-text-of-some-length';
    case 'boolean':
      return true;
    default:
      return 1;
  }
}

/** The value with junk in the place of each of its parts, one at a time. */
function* spoiled(value: unknown): Generator {
  yield* JUNK;
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) for (const item of spoiled(value[0])) yield [item];
  else
    for (const [key, part] of Object.entries(value)) {
      yield Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
      for (const other of spoiled(part)) yield { ...value, [key]: other };
    }
}

const compile = schemaCompiler();

/** Whether the compiler takes the value. It fills in defaults, so it gets a copy. */
function isValid(schema: TSchema, value: unknown): boolean {
  try {
    compile(schema)(JSON.parse(JSON.stringify(value ?? null)));
    return true;
  } catch (error) {
    if (error instanceof InvalidInputError) return false;
    throw error;
  }
}

describe('the voice of the control API', () => {
  it.each(NAMED_CALLS)('finds in the input of %s what the compiler rejects, and nothing else', (_name, call) => {
    for (const schema of [call.params, call.query, call.body]) {
      if ('bytes' in schema.properties) continue;
      for (const value of spoiled(sampleOf(schema))) {
        const given: unknown = JSON.parse(JSON.stringify(value ?? null));
        const misfit = misfitOf(schema, given);
        if ((misfit === null) !== isValid(schema, given))
          throw new Error(`${JSON.stringify(given)}: ${JSON.stringify(misfit)}`);
        if (misfit !== null)
          expect(`${misfit.problem.en}: ${misfit.remedy.en}`).not.toMatch(
            /must be (object|array|string|equal)|must NOT|undefined|NaN/,
          );
      }
    }
  });
});
