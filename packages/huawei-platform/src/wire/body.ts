import type { Message } from '@dragoman/messages';
import type { TSchema } from '@sinclair/typebox';
import { InvalidInputError, parseBoundedJson } from '@dragoman/protocol-kit';

import { BODY_FORMAT } from '../errors/entry.ts';
import { HELP } from '../messages.ts';

type JsonObject = Record<string, unknown>;

/** Reads a body as a JSON object. @throws InvalidInputError of the rule `body-format` */
export function parseBody(body: Buffer): JsonObject {
  const json = parse(body.toString());
  if (json === null || typeof json !== 'object' || Array.isArray(json)) throw wrong('body', HELP.noJsonObject);
  return json as JsonObject;
}

/**
 * The body as the service's decoder takes it: a null field is an absent one unless the schema has a meaning for null,
 * and a value of another JSON type, however deep, is rejected before any value is looked at.
 * @throws InvalidInputError of the rule `body-format`
 */
export function fitBody(schema: TSchema, body: JsonObject): JsonObject {
  return fitObject(schema, body, 'body');
}

function fitObject(schema: TSchema, object: JsonObject, at: string): JsonObject {
  const fields = (schema['properties'] ?? {}) as Readonly<Record<string, TSchema>>;
  const kept = Object.entries(object).flatMap(([name, value]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field === undefined) return [[name, value] as const];
    const choice = choiceFor(field, value);
    if (choice !== undefined) return [[name, fitValue(choice, value, `${at}.${name}`)] as const];
    if (value === null) return [];
    throw wrong(`${at}.${name}`, HELP.otherJsonType);
  });
  return Object.fromEntries(kept);
}

function fitValue(schema: TSchema, value: unknown, at: string): unknown {
  if (schema['type'] === 'object') return fitObject(schema, value as JsonObject, at);
  if (schema['type'] !== 'array') return value;
  return (value as unknown[]).map((item, index) => {
    const choice = choiceFor(schema['items'] as TSchema, item);
    if (choice === undefined) throw wrong(`${at}.${index}`, HELP.otherJsonType);
    return fitValue(choice, item, `${at}.${index}`);
  });
}

/** The schema, or the one of its alternatives, that has the value's JSON type. */
function choiceFor(schema: TSchema, value: unknown): TSchema | undefined {
  const choices = (schema['anyOf'] ?? [schema]) as readonly TSchema[];
  return choices.find((choice) => hasType(choice, value));
}

function hasType(schema: TSchema, value: unknown): boolean {
  switch (schema['type']) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'integer':
      return typeof value === 'number';
    default:
      return typeof value === schema['type'];
  }
}

function parse(text: string): unknown {
  try {
    return parseBoundedJson(text);
  } catch {
    throw wrong('body', HELP.noJson);
  }
}

function wrong(field: string, problem: Message): InvalidInputError {
  return new InvalidInputError(field, BODY_FORMAT, HELP.bodyForm({ field, problem }));
}
