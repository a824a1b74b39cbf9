import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

/** What a field holds. The messages of the instance gateway know no others. */
export type FieldKind = 'string' | 'bytes' | 'int32' | 'bool' | 'strings';

/** The type of a message: of each field its number and what it holds, by its name. */
export type MessageType = Readonly<Record<string, readonly [number: number, kind: FieldKind]>>;

type ValueOf<Kind extends FieldKind> = {
  string: string;
  bytes: Uint8Array;
  int32: number;
  bool: boolean;
  strings: readonly string[];
}[Kind];

/** A message with all its fields; those that are not on the wire have the default of proto3. */
export type MessageOf<Type extends MessageType> = {
  readonly [Name in keyof Type]: ValueOf<Type[Name][1]>;
};

/** The bytes are no message of the type. */
export class MessageError extends Error {
  override readonly name = 'MessageError';
}

const WIRE_TYPES: Readonly<Record<FieldKind, WireType>> = {
  string: WireType.LengthDelimited,
  bytes: WireType.LengthDelimited,
  strings: WireType.LengthDelimited,
  int32: WireType.Varint,
  bool: WireType.Varint,
};

/** How deep groups of unknown fields may lie in each other. */
const MAX_GROUPS = 16;

/**
 * Reads a message of proto3: fields in any order, the last of several counts, unknown ones are skipped.
 * @throws MessageError for bytes that are cut short, or of another wire type than the field has, or no UTF-8
 */
export function decodeMessage<Type extends MessageType>(type: Type, bytes: Uint8Array): MessageOf<Type> {
  const message: Record<string, ValueOf<FieldKind>> = {};
  for (const [name, [, kind]] of Object.entries(type)) message[name] = emptyValue(kind);
  const fields = new Map(Object.entries(type).map(([name, [number, kind]]) => [number, { name, kind }]));
  try {
    readFields(new BinaryReader(bytes), fields, message);
  } catch (cause) {
    throw new MessageError('the body is no protobuf message of this operation', { cause });
  }
  return message as MessageOf<Type>;
}

/** The fields of a message that do not have their default; which of those were on the wire, nobody can tell. */
export function presentFields(
  message: Readonly<Record<string, ValueOf<FieldKind>>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(message).filter(([, value]) => !isDefault(value)));
}

function isDefault(value: ValueOf<FieldKind>): boolean {
  return typeof value === 'object' ? value.length === 0 : !value;
}

function readFields(
  reader: BinaryReader,
  fields: ReadonlyMap<number, { readonly name: string; readonly kind: FieldKind }>,
  message: Record<string, ValueOf<FieldKind>>,
): void {
  while (reader.pos < reader.len) {
    const [number, wireType] = reader.tag();
    const field = fields.get(number);
    if (field === undefined) reader.skip(wireType, number, MAX_GROUPS);
    else if (wireType !== WIRE_TYPES[field.kind]) throw new RangeError(`field ${number} has wire type ${wireType}`);
    else if (field.kind === 'strings') (message[field.name] as string[]).push(reader.string(true));
    else message[field.name] = readValue(reader, field.kind);
  }
}

function readValue(reader: BinaryReader, kind: Exclude<FieldKind, 'strings'>): ValueOf<FieldKind> {
  switch (kind) {
    case 'string':
      return reader.string(true);
    case 'bytes':
      return reader.bytes();
    case 'int32':
      return reader.int32();
    case 'bool':
      return reader.bool();
  }
}

function emptyValue(kind: FieldKind): ValueOf<FieldKind> {
  return { string: '', bytes: new Uint8Array(0), int32: 0, bool: false, strings: [] }[kind];
}

/** Writes a message of proto3, fields by their numbers; a field that is left out, or has its default, takes no byte. */
export function encodeMessage<Type extends MessageType>(type: Type, message: Partial<MessageOf<Type>>): Uint8Array {
  const writer = new BinaryWriter();
  const fields = Object.entries(type).sort(([, [left]], [, [right]]) => left - right);
  for (const [name, [number, kind]] of fields) writeField(writer, number, kind, message[name]);
  return writer.finish();
}

function writeField(writer: BinaryWriter, number: number, kind: FieldKind, value: unknown): void {
  switch (kind) {
    case 'string':
      if (value !== undefined && value !== '') writer.tag(number, WIRE_TYPES.string).string(value as string);
      return;
    case 'strings':
      for (const text of (value ?? []) as readonly string[]) writer.tag(number, WIRE_TYPES.strings).string(text);
      return;
    case 'bytes':
      if (value !== undefined && (value as Uint8Array).length > 0)
        writer.tag(number, WIRE_TYPES.bytes).bytes(value as Uint8Array);
      return;
    case 'int32':
      if (value !== undefined && value !== 0) writer.tag(number, WIRE_TYPES.int32).int32(value as number);
      return;
    case 'bool':
      if (value === true) writer.tag(number, WIRE_TYPES.bool).bool(true);
      return;
  }
}
