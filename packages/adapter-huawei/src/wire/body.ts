import type { TSchema } from '@sinclair/typebox';
import { InvalidInput } from '@dragoman/protocol-kit';

import { BODY_FORMAT } from '../errors.ts';

type JsonObject = Record<string, unknown>;

/** Reads a body as a JSON object. @throws InvalidInput of the rule `body-format` */
export function parseBody(body: Buffer): JsonObject {
  const json = parsed(body.toString());
  if (json === null || typeof json !== 'object' || Array.isArray(json)) throw wrong('body', 'is not a JSON object');
  return json as JsonObject;
}

/**
 * The body as the service's decoder takes it: a null field is an absent one unless the schema has a meaning for null,
 * and a value of another JSON type is refused before any value is looked at.
 * @throws InvalidInput of the rule `body-format`
 */
export function fitBody(schema: TSchema, body: JsonObject): JsonObject {
  const fields = schema['properties'] as Readonly<Record<string, TSchema>>;
  const kept = Object.entries(body).filter(([name, value]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field === undefined || takes(field, value)) return true;
    if (value === null) return false;
    throw wrong(`body.${name}`, 'has another JSON type');
  });
  return Object.fromEntries(kept);
}

function takes(schema: TSchema, value: unknown): boolean {
  const choices = schema['anyOf'] as readonly TSchema[] | undefined;
  if (choices !== undefined) return choices.some((choice) => takes(choice, value));
  switch (schema['type']) {
    case 'null': return value === null;
    case 'array': return Array.isArray(value) && value.every((item) => takes(schema['items'] as TSchema, item));
    case 'integer': return typeof value === 'number';
    default: return typeof value === schema['type'];
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw wrong('body', 'is not JSON');
  }
}

function wrong(field: string, problem: string): InvalidInput {
  return new InvalidInput(field, BODY_FORMAT, `${field} ${problem}`);
}
