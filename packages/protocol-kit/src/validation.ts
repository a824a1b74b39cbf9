import type { TSchema } from '@sinclair/typebox';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';

import { brokenRule, INVALID } from './invalid-input.ts';
import { InvalidInputError } from './vendor-error.ts';

/** Checks an input and fills in defaults. @throws InvalidInput for the first rule it breaks */
export type Validator = (input: unknown) => void;

/**
 * A schema compiler. Beside JSON Schema it knows `maxBytes` (the length of a string in UTF-8)
 * because vendors limit bytes where JSON Schema counts characters.
 * A schema is compiled when its first input comes: all of them at once would take a third of the time to start.
 */
export function schemaCompiler(): (schema: TSchema) => Validator {
  return (schema) => {
    let validate: ValidateFunction | undefined;
    return (input) => {
      validate ??= compilerOfAll().compile(schema);
      if (!validate(input)) throw invalidInput(validate.errors?.[0]);
    };
  };
}

let compiler: Ajv | undefined;

/** One compiler for all: it remembers what it compiled, so the doors of another environment need not compile again. */
function compilerOfAll(): Ajv {
  if (compiler !== undefined) return compiler;
  // The schema builder's types keep schemas valid; the check against the meta-schema would only cost time.
  compiler = new Ajv({ strict: true, allowUnionTypes: true, useDefaults: true, meta: false, validateSchema: false });
  compiler.addKeyword({
    keyword: 'maxBytes',
    type: 'string',
    schemaType: 'number',
    validate: (limit: number, text: string) => Buffer.byteLength(text) <= limit,
  });
  return compiler;
}

function invalidInput(error: ErrorObject | undefined): InvalidInputError {
  if (error === undefined) return new InvalidInputError('', 'unknown', INVALID);
  const at = error.instancePath.split('/').slice(1);
  const missing = error.keyword === 'required' ? [(error.params as { missingProperty: string }).missingProperty] : [];
  const field = [...at, ...missing].map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~')).join('.');
  return new InvalidInputError(field, error.keyword, brokenRule(field, error));
}
