import { lengthClass } from './length-class.ts';
import { numberForm } from './number-form.ts';
import { INNER_JSON, type Shape, type ShapeObject, UNKNOWN_FIELD } from './shape.ts';
import { freeText, textForm, wordForm } from './text-form.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What fields are for, whatever they are called at a vendor's. */
export interface FieldRoles {
  /** Fields with the code of an error. */
  readonly codes: ReadonlySet<string>;
  /** Fields with the message of an error. */
  readonly messages: ReadonlySet<string>;
  /** Fields whose text somebody chose: nothing but its length is told. */
  readonly free: ReadonlySet<string>;
}

/** Shapes deeper than this are cut; no service nests so deep. */
const MAX_DEPTH = 24;

/** Tells the shapes of values in one vendor's terms. */
export type ShapeOf = (value: unknown) => Shape;

/** A reader of values that were parsed from JSON, XML or a form. No text of a value is in what it tells. */
export function shapeReader(vocabulary: Vocabulary, roles: FieldRoles): ShapeOf {
  const read = (value: unknown, field: string, depth: number): Shape => {
    if (value === null) return 'null';
    if (depth > MAX_DEPTH) return 'deep';
    if (typeof value === 'boolean') return 'boolean';
    if (typeof value === 'number') return readNumber(value, field);
    if (typeof value === 'string') return readText(value, field, depth);
    if (value instanceof Uint8Array) return `bytes${lengthClass(value.length)}`;
    if (Array.isArray(value)) return distinct(value.map((item) => read(item, field, depth + 1)));
    return readObject(value as object, field, depth);
  };
  const readNumber = (value: number, field: string): Shape =>
    roles.codes.has(field) ? `number:code:${vocabulary.code(String(value)) ?? '?'}` : numberForm(value);
  const readText = (text: string, field: string, depth: number): Shape => {
    if (roles.codes.has(field)) return `text:code:${vocabulary.code(text) ?? '?'}`;
    if (roles.messages.has(field)) return messageForm(text);
    if (roles.free.has(field)) return freeText(text);
    if (vocabulary.isConstant(field)) return wordForm(text);
    const inner = innerJson(text);
    return inner === undefined ? textForm(text) : { [INNER_JSON]: read(inner, field, depth + 1) };
  };
  const messageForm = (text: string): string => {
    const template = vocabulary.template(text);
    return template === null ? freeText(text) : `text:message:${template}`;
  };
  const readObject = (value: object, field: string, depth: number): ShapeObject => {
    const unknown: Shape[] = [];
    const known: [string, Shape][] = [];
    for (const [name, item] of Object.entries(value)) {
      const kept = vocabulary.fieldName(name);
      // What stands under a name that somebody chose may be anything of theirs.
      if (kept === null) unknown.push(read(item, roles.free.has(field) ? field : '', depth + 1));
      else known.push([kept, read(item, vocabulary.vendorName(kept), depth + 1)]);
    }
    if (unknown.length > 0) known.push([UNKNOWN_FIELD, distinct(unknown)]);
    return Object.fromEntries(known);
  };
  return (value) => read(value, '', 0);
}

/** Each shape once, in the order in which they came. */
function distinct(shapes: readonly Shape[]): readonly Shape[] {
  const seen = new Map(shapes.map((shape) => [JSON.stringify(shape), shape]));
  return [...seen.values()];
}

function innerJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
