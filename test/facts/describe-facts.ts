/**
 * Holds the catalogue of facts to the tables of a door: the limits that it states are those of the schemas, which
 * reject what breaks them, and its errors are those that the door can answer with. Neither changes without the other,
 * and each operation and each error has a fact with a witness.
 */
import { describe, expect, it } from '@jest/globals';

import { type Fact, loadCatalogue } from '../../packages/facts/src/index.ts';
import {
  type Injection,
  type Interceptor,
  InvalidInputError,
  schemaCompiler,
  type VendorError,
} from '../../packages/protocol-kit/src/index.ts';
import { brokenValues } from './broken-values.ts';
import { type FieldLimit, type Schema, limitsOf } from './schema-limits.ts';

interface Table {
  readonly door: string;
  readonly operations: readonly { readonly name: string; readonly input: Schema }[];
  /** Every error of the door, in the vendor's words; absent where another table has them. */
  readonly errors?: readonly VendorError[];
  /** Has a call of the door answered with an error. @returns its status, and the text of its body */
  readonly inject?: (code: string) => Promise<{ readonly status: number; readonly text: string }>;
}

/** Answers every call with the error that it has. */
export class EveryCallRejected implements Interceptor {
  readonly isArmed = true;
  code = '';

  async intercept(): Promise<Injection> {
    return { kind: 'reject', code: this.code };
  }
}

const catalogue = await loadCatalogue();

/** Declares the tests of a door's table. */
export function describeFacts({ door, operations, errors = [], inject }: Table): void {
  describe(`facts of ${door}`, () => {
    it('have a witness for each operation, beside its limits, and for each error', () => {
      const held = catalogue.facts.filter((fact) => fact.door === door && fact.witnesses.length > 0);
      const calls = new Set(held.filter(({ kind }) => kind !== 'limit').map(({ operation }) => operation));
      const codes = new Set(held.filter(({ kind, operation }) => kind === 'error' && operation === '*').map(subjectOf));
      expect(operations.map(({ name }) => name).filter((name) => !calls.has(name))).toEqual([]);
      expect(errors.map(({ code }) => String(code)).filter((code) => !codes.has(code))).toEqual([]);
    });

    it.each(operations)('state the limits of $name, and the door enforces them', ({ name, input }) => {
      const stated = catalogue.factsOf(door, name).filter(({ kind }) => kind === 'limit');
      const fields = limitsOf(input);
      expect(limitsByField(stated)).toEqual(Object.fromEntries(fields.map(({ path, limit }) => [path, limit])));
      for (const field of fields) expectEnforced(field);
    });

    it.each(errors.map((error) => [String(error.code), error] as const))('state the error %s', async (code, error) => {
      const stated = catalogue.factsOf(door, '*').find(({ kind, subject }) => kind === 'error' && subject === code);
      expect({ status: stated?.status, message: stated?.message ?? error.message }).toEqual({
        status: error.status,
        message: error.message,
      });
      if (inject === undefined) return;
      const answer = await inject(code);
      expect([answer.status, answer.text]).toEqual([error.status, expect.stringContaining(code)]);
    });
  });
}

function subjectOf({ subject }: Fact): string {
  return subject;
}

function limitsByField(facts: readonly Fact[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(facts.map(({ subject, limit }) => [subject, limit]));
}

/** By the validator that the pipeline has. */
function expectEnforced({ path, limit, schema }: FieldLimit): void {
  const { required = false, ...rules } = limit;
  const validate = schemaCompiler()(objectWith(schema));
  if (required) expect(() => validate({})).toThrow(InvalidInputError);
  for (const [rule, value] of brokenValues(rules)) {
    const rejected = { path, rule, value, error: errorOf(() => validate({ value })) };
    expect(rejected).toMatchObject({ error: expect.any(InvalidInputError) });
  }
}

/** An object whose only field has this schema. */
function objectWith(value: Schema): Schema {
  return { type: 'object', properties: { value }, required: ['value'] } as unknown as Schema;
}

function errorOf(act: () => void): unknown {
  try {
    act();
    return null;
  } catch (error) {
    return error;
  }
}
