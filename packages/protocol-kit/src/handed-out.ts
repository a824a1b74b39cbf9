/** How a field of an answer writes a secret value. */
export type WrittenAs = 'text' | 'base64' | 'hex';

/**
 * The fields of answers, and their headers, that hold a secret value which is no value of a secret: data keys, random
 * passwords, what a key decrypts, tokens and temporary keys.
 */
export type SecretFields = ReadonlyMap<string, WrittenAs>;

/** A secret value that an answer handed out. */
export interface HandedOutValue {
  readonly door: string;
  readonly operation: string;
  readonly requestId: string;
  /** The field that held it. */
  readonly field: string;
  readonly value: string | Uint8Array;
}

/** The secret values in an output, wherever a field stands. What is not written as its field says is taken as text. */
export function secretsIn(output: unknown, fields: SecretFields): Pick<HandedOutValue, 'field' | 'value'>[] {
  if (typeof output !== 'object' || output === null || output instanceof Uint8Array) return [];
  return Object.entries(output).flatMap(([field, value]: [string, unknown]) => {
    const writtenAs = fields.get(field);
    if (writtenAs === undefined) return secretsIn(value, fields);
    if (value instanceof Uint8Array) return [{ field, value }];
    return typeof value === 'string' ? [{ field, value: read(value, writtenAs) }] : secretsIn(value, fields);
  });
}

function read(text: string, writtenAs: WrittenAs): string | Uint8Array {
  if (writtenAs === 'text') return text;
  const bytes = Buffer.from(text, writtenAs);
  const isWhole = bytes.toString(writtenAs).toLowerCase() === text.toLowerCase();
  return isWhole ? bytes : text;
}
