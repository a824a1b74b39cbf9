import { MARK } from './marked.ts';
import type { Random } from './random.ts';

/** A schema of the OpenAPI document, as far as requests are made of it. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly additionalProperties?: unknown;
  /** A value: one that is sent, and shown by no answer but that of a call which is there for it. */
  readonly writeOnly?: boolean;
}

interface Operation {
  readonly operationId?: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema?: Schema }[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> };
}

export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

/** A request to the control API that its document leads to, with parts that it does not allow. */
export interface ControlRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const MAX_DEPTH = 5;
const TEXTS = [
  ...['', ' ', '0', '*', '..', '../../etc/passwd', '%', '%00', '\u0000', '秘密', '\ud800', 'constructor', '__proto__'],
  ...['a'.repeat(5_000), '2026-13-45T99:99:99Z', '7d', '-1s', '1e309', 'huawei', 'aliyun', 'bk', 'default', '{}', '['],
];
const VALUES: readonly unknown[] = [...TEXTS, null, true, -1, 0, 1.5, 1e308, 2 ** 53, [], {}, [[]], [null], [{}]];

/** Calls that end or stop what is fuzzed, or hold a connection for as long as it lasts. */
const LEFT_OUT = /follow|stream|wait|shutdown|stop/i;

/** The calls of a document. */
export function controlCalls(
  document: ApiDocument,
): readonly { readonly name: string; readonly make: (random: Random) => ControlRequest }[] {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(
        ([method, { operationId = '' }]) => /^(get|put|post|patch|delete)$/.test(method) && !LEFT_OUT.test(operationId),
      )
      .map(([method, operation]) => ({
        name: operation.operationId ?? `${method} ${path}`,
        make: (random: Random) => requestOf(document, { method: method.toUpperCase(), path }, operation, random),
      })),
  );
}

function requestOf(
  document: ApiDocument,
  { method, path }: { readonly method: string; readonly path: string },
  { parameters = [], requestBody }: Operation,
  random: Random,
): ControlRequest {
  const filled = path.replaceAll(/\{(\w+)\}/g, () => encodeURIComponent(textOf(random).replace('\ud800', '')));
  const query = parameters
    .filter((parameter) => parameter.in === 'query' && random.below(2) === 0)
    .map(({ name, schema = {} }) => {
      const value = valueOf(document, schema, random, 0);
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      return `${name}=${encodeURIComponent(text.toWellFormed())}`;
    });
  const [type = '', { schema = {} } = {}] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  const body = type === '' ? '' : textOfBody(valueOf(document, schema, random, 0), random);
  const values = parameters.filter((parameter) => parameter.in === 'header' && parameter.schema?.writeOnly === true);
  return {
    method,
    path: query.length === 0 ? filled : `${filled}?${query.join('&')}`,
    headers: {
      'content-type': random.below(8) === 0 ? 'text/plain' : type || 'application/json',
      ...Object.fromEntries(values.map(({ name }) => [name, random.below(2) === 0 ? MARK : `${MARK}%`])),
    },
    body,
  };
}

/** JSON, cut off now and then. */
function textOfBody(value: unknown, random: Random): string {
  const text = JSON.stringify(value);
  return random.below(12) === 0 ? text.slice(0, random.below(text.length + 1)) : text;
}

/** One that the schema allows, or in one of six places one that it does not. */
function valueOf(document: ApiDocument, schema: Schema, random: Random, depth: number): unknown {
  if (schema.writeOnly === true) return random.below(6) === 0 ? [MARK] : MARK;
  if (random.below(6) === 0) return random.pick(VALUES);
  if (schema.$ref !== undefined) {
    const named = document.components?.schemas?.[schema.$ref.split('/').at(-1) ?? ''] ?? {};
    return valueOf(document, named, random, depth + 1);
  }
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return random.pick(schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return valueOf(document, random.pick(choices), random, depth);
  const type = Array.isArray(schema.type) ? random.pick(schema.type as readonly string[]) : schema.type;
  switch (type) {
    case 'object':
      return objectOf(document, schema, random, depth);
    case 'array':
      return depth > MAX_DEPTH
        ? []
        : Array.from({ length: random.below(3) }, () => valueOf(document, schema.items ?? {}, random, depth + 1));
    case 'integer':
    case 'number':
      return random.below(50);
    case 'boolean':
      return random.below(2) === 0;
    case 'null':
      return null;
    default:
      return textOf(random);
  }
}

function objectOf(document: ApiDocument, { properties = {} }: Schema, random: Random, depth: number): unknown {
  if (depth > MAX_DEPTH) return {};
  const entries = Object.entries(properties)
    .filter(() => random.below(4) !== 0)
    .map(([name, schema]) => [name, valueOf(document, schema, random, depth + 1)] as const);
  return Object.fromEntries(random.below(10) === 0 ? [...entries, ['unknown_member', 1]] : entries);
}

function textOf(random: Random): string {
  return random.below(3) === 0 ? `name-${random.below(10)}` : random.pick(TEXTS);
}
