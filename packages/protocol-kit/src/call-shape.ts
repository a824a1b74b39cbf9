import type { TSchema } from '@sinclair/typebox';

import type { Operation } from './operation.ts';

/**
 * What a call asked for, without any text of it but names: enough to tell which call of another service asks for the
 * same. Calls that ask alike share one object, so it is never changed.
 */
export interface CallShape {
  /** What it names beside the resource: the entries of a batch. */
  readonly names: readonly string[];
  /** How it picks a version: not at all, by id, by the word for the newest, or by a stage. */
  readonly version: 'none' | 'id' | 'latest' | 'stage';
  /** The stage that it names: a built-in one by its name, any other as `custom`. */
  readonly stage: string | null;
  /** Which optional fields it gives, and what its switches say, by the vendor's names. */
  readonly flags: Readonly<Record<string, boolean>>;
  /** How it pages: numbers as they are, anything else as `true`. */
  readonly page: Readonly<Record<string, number | boolean>>;
}

/** What the fields of a dialect's inputs are for. Fields that are not named here are flags. */
export interface CallFields {
  /** The parts of an input that have fields; none where the input has them itself. */
  readonly parts: readonly string[];
  /** Fields that say nothing of what is asked for: names that the resource tells, the tenant's address. */
  readonly silent: ReadonlySet<string>;
  /** Lists of names: takes them out of a valid value. */
  readonly names: Readonly<Record<string, (value: unknown) => readonly string[]>>;
  readonly version: ReadonlySet<string>;
  /** The word for the newest version. */
  readonly latest: string | null;
  readonly stage: ReadonlySet<string>;
  readonly builtInStages: readonly string[];
  readonly page: ReadonlySet<string>;
}

/** Of a dialect that says nothing of its fields: all are flags. */
export const NO_CALL_FIELDS: CallFields = {
  parts: [],
  silent: new Set(),
  names: {},
  version: new Set(),
  latest: null,
  stage: new Set(),
  builtInStages: [],
  page: new Set(),
};

/** Tells the shape of a valid input. */
type ReadCallShape = (input: unknown) => CallShape;

/** How many names of a batch are kept, and how much of each, in characters. */
const MAX_NAMES = 100;
const MAX_NAME = 256;
/** How many shapes of one operation are kept for all calls that ask alike. */
const MAX_SHAPES = 64;
/** What a digit of a key may be, and how many of them a number holds. */
const RADIX = 8;
const MAX_DIGITS = 17;

type Input = Readonly<Record<string, unknown>>;

/** One field of an operation, and where it stands. */
interface Field {
  readonly part: string | null;
  readonly name: string;
  readonly role: 'names' | 'version' | 'stage' | 'page' | 'flag';
  /** Whether it says true or false, rather than being there. */
  readonly isSwitch: boolean;
  readonly standard: unknown;
}

/** Tells the shape of a valid input of an operation; what an operation's schema says is read at its first call. */
export function callShapes(declared: CallFields): (operation: Operation<never>, input: unknown) => CallShape {
  const readers = new Map<string, ReadCallShape>();
  return (operation, input) => {
    let read = readers.get(operation.name);
    if (read === undefined) readers.set(operation.name, (read = callShapeReader(operation, declared)));
    return read(input);
  };
}

function callShapeReader({ input }: Pick<Operation<never>, 'input'>, declared: CallFields): ReadCallShape {
  const fields = fieldsOf(input, declared);
  const isShared = fields.length <= MAX_DIGITS && fields.every(({ role }) => role !== 'names' && role !== 'page');
  if (!isShared) return (given) => shapeOf(given as Input, fields, declared);
  const shapes = new Map<number, CallShape>();
  return (given) => {
    const key = keyOf(given as Input, fields, declared);
    const known = shapes.get(key);
    if (known !== undefined) return known;
    const shape = shapeOf(given as Input, fields, declared);
    if (shapes.size < MAX_SHAPES) shapes.set(key, shape);
    return shape;
  };
}

function fieldsOf(schema: TSchema, declared: CallFields): Field[] {
  const whole = schema['properties'] as Readonly<Record<string, TSchema>> | undefined;
  return Object.entries(whole ?? {}).flatMap(([name, field]) => {
    if (!declared.parts.includes(name)) return fieldOf(null, name, { field, schema }, declared);
    const inner = (field['properties'] ?? {}) as Readonly<Record<string, TSchema>>;
    return Object.entries(inner).flatMap(([own, part]) => fieldOf(name, own, { field: part, schema: field }, declared));
  });
}

function fieldOf(
  part: string | null,
  name: string,
  { field, schema }: { readonly field: TSchema; readonly schema: TSchema },
  declared: CallFields,
): Field[] {
  if (declared.silent.has(name)) return [];
  const standard: unknown = field['default'];
  const isSwitch = field['type'] === 'boolean' || /\[Tt\]\[Rr\]\[Uu\]\[Ee\]/.test(String(field['pattern']));
  const role = roleOf(name, declared);
  const isGivenAlways = (schema['required'] as readonly string[] | undefined)?.includes(name) === true;
  if (role === 'flag' && !isSwitch && isGivenAlways && standard === undefined) return [];
  return [{ part, name, role, isSwitch, standard }];
}

function roleOf(name: string, { names, version, stage, page }: CallFields): Field['role'] {
  if (name in names) return 'names';
  if (version.has(name)) return 'version';
  if (stage.has(name)) return 'stage';
  return page.has(name) ? 'page' : 'flag';
}

function valueOf(input: Input, { part, name }: Field): unknown {
  return part === null ? input[name] : (input[part] as Input | undefined)?.[name];
}

/** One digit for each field: calls that ask alike have the same. */
function keyOf(input: Input, fields: readonly Field[], declared: CallFields): number {
  let key = 0;
  for (const field of fields) key = key * RADIX + digitOf(valueOf(input, field), field, declared);
  return key;
}

function digitOf(value: unknown, field: Field, declared: CallFields): number {
  if (value === undefined || value === null) return 0;
  if (field.role === 'version') return value === declared.latest ? 2 : 1;
  if (field.role === 'stage') return 2 + declared.builtInStages.indexOf(builtInIn(value, declared) ?? '');
  const flag = flagOf(value, field);
  if (flag === null) return 0;
  return flag ? 1 : 2;
}

function shapeOf(input: Input, fields: readonly Field[], declared: CallFields): CallShape {
  const names: string[] = [];
  const flags: Record<string, boolean> = {};
  const page: Record<string, number | boolean> = {};
  let version: CallShape['version'] = 'none';
  let stage: string | null = null;
  for (const field of fields) {
    const value = valueOf(input, field);
    if (value === undefined || value === null) continue;
    if (field.role === 'names') names.push(...(declared.names[field.name]?.(value) ?? []));
    else if (field.role === 'version') version = value === declared.latest ? 'latest' : 'id';
    else if (field.role === 'stage') stage = builtInIn(value, declared) ?? 'custom';
    else if (field.role === 'page') page[field.name] = countOf(value);
    else addFlag(flags, field, value);
  }
  return {
    names: names.slice(0, MAX_NAMES).map((name) => name.slice(0, MAX_NAME)),
    version: version === 'none' && stage !== null ? 'stage' : version,
    stage,
    flags,
    page,
  };
}

function addFlag(flags: Record<string, boolean>, field: Field, value: unknown): void {
  const flag = flagOf(value, field);
  if (flag !== null) flags[field.name] = flag;
}

/** @returns `null` where it is as it would be anyway */
function flagOf(value: unknown, { isSwitch, standard }: Field): boolean | null {
  if (value === standard) return null;
  return isSwitch ? String(value).toLowerCase() === 'true' : true;
}

/** The first built-in stage that a name or a list of names has. */
function builtInIn(value: unknown, { builtInStages }: CallFields): string | null {
  if (typeof value === 'string' && !value.includes('"')) return builtInStages.includes(value) ? value : null;
  const texts = Array.isArray(value) ? value : String(value).split(/[[\]{}",:\s]+/);
  return builtInStages.find((stage) => texts.includes(stage)) ?? null;
}

function countOf(value: unknown): number | boolean {
  return /^[0-9]{1,9}$/.test(String(value)) ? Number(value) : true;
}
