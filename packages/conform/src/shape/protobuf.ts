import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

/** What a field holds, and its number, by the name of the field. */
export type ProtobufMessage = Readonly<Record<string, readonly [number: number, kind: string]>>;

/** How deep groups of unknown fields may lie in each other. */
const MAX_GROUPS = 16;

/**
 * The fields of a message by their names, those of one name as an array, bytes as they are. What the message does not
 * have stands under its number, such as `#9`. @returns `undefined` for bytes that are no message
 */
export function valueOfProtobuf(
  type: ProtobufMessage,
  body: Uint8Array,
): Readonly<Record<string, unknown>> | undefined {
  const known = new Map(Object.entries(type).map(([name, [number, kind]]) => [number, { name, kind }]));
  const values: Record<string, unknown> = {};
  try {
    const reader = new BinaryReader(body);
    while (reader.pos < reader.len) {
      const [number, wireType] = reader.tag();
      const { name = `#${number}`, kind = 'unknown' } = known.get(number) ?? {};
      const value = readValue(reader, number, wireType, kind);
      const before = values[name];
      if (kind === 'strings') values[name] = [...((before as unknown[] | undefined) ?? []), value];
      else values[name] = value;
    }
    return values;
  } catch {
    return undefined;
  }
}

/** A field that is not on the wire as its table has it counts as no message. */
function readValue(reader: BinaryReader, number: number, wireType: WireType, kind: string): unknown {
  if (kind === 'unknown' && wireType !== WireType.LengthDelimited && wireType !== WireType.Varint) {
    reader.skip(wireType, number, MAX_GROUPS);
    return new Uint8Array(0);
  }
  const isDelimited = wireType === WireType.LengthDelimited;
  if (kind === 'unknown') return isDelimited ? reader.bytes() : Number(reader.int64());
  if (isDelimited !== (kind !== 'int32' && kind !== 'bool')) throw new RangeError('another wire type');
  if (kind === 'bytes') return reader.bytes();
  if (kind === 'int32') return reader.int32();
  return kind === 'bool' ? reader.bool() : reader.string(true);
}

/** What fields are given: bytes in Base64. */
export type MessageFields = Readonly<Record<string, MessageField | readonly string[]>>;
type MessageField = string | number | boolean;

const textOf = (value: MessageField | readonly string[]): string => (typeof value === 'string' ? value : '');

/** A message of these fields; bytes are given in Base64. A name that the message does not have is left out. */
export function protobufOf(type: ProtobufMessage, fields: MessageFields): Buffer {
  const writer = new BinaryWriter();
  for (const [name, [number, kind]] of Object.entries(type)) {
    const value = fields[name];
    if (value === undefined) continue;
    if (kind === 'int32') writer.tag(number, WireType.Varint).int32(Number(value));
    else if (kind === 'bool') writer.tag(number, WireType.Varint).bool(value === true);
    else if (kind === 'bytes') writer.tag(number, WireType.LengthDelimited).bytes(Buffer.from(textOf(value), 'base64'));
    else for (const text of [value].flat()) writer.tag(number, WireType.LengthDelimited).string(textOf(text));
  }
  return Buffer.from(writer.finish());
}
