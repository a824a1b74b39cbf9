import { InvalidInputError } from '@dragoman/protocol-kit';
import { Type } from '@sinclair/typebox';

import { REQUEST_HELP } from '../messages/requests.ts';
import { MAX_SECRET_DATA_BYTES } from '../names.ts';

/**
 * A secret to look up, by name or ARN. Wider than what CreateSecret takes: a secret made through another door is
 * found by whatever name it has there.
 */
export const SecretName = Type.String({ minLength: 1, maxLength: 1024 });

export const VersionId = Type.String({ minLength: 1, maxLength: 64 });

/** Documented nowhere but for its length being like that of a version id. @NOTE unverified */
export const VersionStage = Type.String({ minLength: 1, maxLength: 64 });

export const SecretData = Type.String({ minLength: 1, maxBytes: MAX_SECRET_DATA_BYTES });

/** Only a label: the data is kept as it is, and binary is not checked for base64. */
export const SecretDataType = oneOf('text', 'binary');

/** Every parameter is text, so is a boolean. */
export const Flag = Type.String({ pattern: '^([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$' });

/** One of several words, spelled exactly. */
export function oneOf<const Value extends string>(...values: readonly Value[]) {
  return Type.Unsafe<Value>({ type: 'string', enum: values });
}

export function isTrue(flag: string | undefined): boolean {
  return flag?.toLowerCase() === 'true';
}

/** How many characters, as JSON Schema counts them. */
export function characters(text: string): number {
  return Array.from(text).length;
}

/** Reads a time as KMS writes it; Unix milliseconds. @throws InvalidInput naming the parameter */
export function utcTime(parameter: string, text: string): number {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) ? Date.parse(text) : Number.NaN;
  // A day that no month has is read as one of the next.
  if (Number.isNaN(time) || isoTime(time) !== text)
    throw new InvalidInputError(parameter, 'format', REQUEST_HELP.timeLike({ parameter }));
  return time;
}

/** A time as KMS writes it: UTC, whole seconds. `toISOString` takes twice as long, and every read shows one. */
export function isoTime(unixMs: number): string {
  const time = new Date(unixMs);
  const day = `${time.getUTCFullYear()}-${twoDigits(time.getUTCMonth() + 1)}-${twoDigits(time.getUTCDate())}`;
  const minute = `${twoDigits(time.getUTCHours())}:${twoDigits(time.getUTCMinutes())}`;
  return `${day}T${minute}:${twoDigits(time.getUTCSeconds())}Z`;
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}
