import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { parse } from 'yaml';

import { FACT_KINDS, SOURCE_KINDS } from './fact.ts';

const strict = { additionalProperties: false };
const oneOf = <Name extends string>(names: readonly Name[]) => Type.Union(names.map((name) => Type.Literal(name)));
const SUBJECT = '^[^/\\s]+$';
const Names = Type.Array(Type.String({ minLength: 1 }));

/** What every fact may say of where it is known from and what holds it. */
const Evidence = {
  /** Keys of `sources.yaml` beside the file. */
  sources: Type.Optional(Names),
  /** `file > full name of the test`. */
  witnesses: Type.Optional(Names),
};

const Stated = Type.Object({ ...Evidence, claim: Type.Optional(Type.String()) }, strict);

/** A file of facts: of one operation, or of a door. */
export const FactsFile = Type.Object(
  {
    door: Type.String({ pattern: SUBJECT }),
    operation: Type.String({ pattern: SUBJECT }),
    /** Of the facts below that name none. */
    sources: Evidence.sources,
    /** Of each limit below, beside its own. */
    witnesses: Evidence.witnesses,
    /** By HTTP status of success. */
    answers: Type.Optional(Type.Record(Type.String({ pattern: '^[23]\\d\\d$' }), Stated)),
    /** By the path of a field in the input: what its schema says of it. */
    limits: Type.Optional(
      Type.Record(
        Type.String({ pattern: SUBJECT }),
        Type.Object({ ...Evidence, required: Type.Optional(Type.Boolean()) }),
      ),
    ),
    /** By the vendor's code. */
    errors: Type.Optional(
      Type.Record(
        Type.String({ pattern: SUBJECT }),
        Type.Object(
          { ...Stated.properties, status: Type.Optional(Type.Integer()), message: Type.Optional(Type.String()) },
          strict,
        ),
      ),
    ),
    claims: Type.Optional(
      Type.Array(
        Type.Object(
          {
            ...Evidence,
            kind: oneOf(FACT_KINDS),
            subject: Type.String({ pattern: SUBJECT }),
            /** Only an order such as `permission-before-existence` needs none. */
            claim: Type.Optional(Type.String({ minLength: 1 })),
          },
          strict,
        ),
      ),
    ),
  },
  strict,
);

export type FactsFile = Static<typeof FactsFile>;

/** What the facts of a door are known from, by key. */
export const SourcesFile = Type.Record(
  Type.String({ pattern: SUBJECT }),
  Type.Object(
    {
      kind: oneOf(SOURCE_KINDS),
      ref: Type.String({ minLength: 1 }),
      date: Type.String({ pattern: '^\\d{4}(-\\d\\d){0,2}$' }),
    },
    strict,
  ),
);

export type SourcesFile = Static<typeof SourcesFile>;

/** @param name for the error. @throws Error for what has not the form of such a file */
export function parseFile<Schema extends TSchema>(schema: Schema, text: string, name: string): Static<Schema> {
  const value = parsed(text, name);
  if (hasGrade(value)) throw new Error(`${name}: a grade is never written: sources and witnesses give it`);
  if (Value.Check(schema, value)) return value;
  const { path, message } = Value.Errors(schema, value).First() ?? { path: '', message: 'no such file' };
  throw new Error(`${name}: ${path || '/'}: ${message}`);
}

function parsed(text: string, name: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new Error(`${name}: ${error instanceof Error ? error.message : 'no YAML'}`, { cause: error });
  }
}

function hasGrade(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => /^grades?$/.test(key) || hasGrade(inner));
}
