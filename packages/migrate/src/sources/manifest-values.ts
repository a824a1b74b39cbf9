import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

import type { SecretValue } from '@dragoman/core';
import { ConfigError } from '@dragoman/input';

import type { VersionDraft } from './draft.ts';
import type { ValueFrom } from './manifest-schema.ts';

/** A value as a manifest gives it. */
interface ManifestValue {
  readonly value: string | undefined;
  readonly binary: string | undefined;
  readonly value_from: ValueFrom | undefined;
  readonly type?: SecretValue['type'] | undefined;
  /** Where it stands. */
  readonly path: string;
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
/** How long a program may take that prints a value, and how much it may print. */
const EXEC = { timeout: 60_000, maxBuffer: 1_048_576 };

/**
 * How a value of a manifest is read, when it is needed. @returns `null` where the manifest has none
 * @throws ConfigError where more than one is given, or one that does not fit its type
 */
export function manifestValue(
  file: string,
  given: ManifestValue,
): Required<Pick<VersionDraft, 'read' | 'type'>> | null {
  const { value, binary, value_from: from, path } = given;
  const count = [value, binary, from].filter((part) => part !== undefined).length;
  if (count > 1) throw new ConfigError(`${file}: ${path} has several values: give value, binary or value_from`);
  const type = given.type ?? (binary === undefined ? 'text' : 'binary');
  if ((type === 'binary' && value !== undefined) || (type === 'text' && binary !== undefined))
    throw new ConfigError(`${file}: ${path} is ${type} with a value of the other type: give one that fits`);
  if (binary !== undefined && !BASE64.test(binary))
    throw new ConfigError(`${file}: ${path}.binary is no Base64: give the bytes in it`);
  const data = value ?? binary;
  if (data !== undefined) return { type, read: () => ({ type, data }) };
  return from === undefined ? null : { type, read: readerOf(file, from, type, path) };
}

function readerOf(file: string, from: ValueFrom, type: SecretValue['type'], path: string): () => SecretValue {
  let once: Uint8Array | null = null;
  return () => {
    // What was read from a descriptor is gone from it.
    const bytes = once ?? bytesOf(file, from, path);
    if ('fd' in from) once = bytes;
    return { type, data: type === 'binary' ? Buffer.from(bytes).toString('base64') : textIn(bytes, file, path) };
  };
}

function bytesOf(file: string, from: ValueFrom, path: string): Uint8Array {
  if ('env' in from) {
    const text = process.env[from.env];
    if (text === undefined) throw new ConfigError(`${file}: ${path}: the variable ${from.env} is not set`);
    return Buffer.from(text);
  }
  if ('exec' in from) return printedBy(from.exec, `${file}: ${path}`);
  const source = 'file' in from ? resolve(dirname(file), from.file) : from.fd;
  try {
    return readFileSync(source);
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new ConfigError(
      `${file}: ${path}: ${'fd' in from ? `descriptor ${from.fd}` : from.file} cannot be read (${code})`,
      {
        cause: error,
      },
    );
  }
}

/** What a program prints; its words on stderr are for the user. */
function printedBy([program = '', ...args]: readonly string[], where: string): Uint8Array {
  try {
    const printed = execFileSync(program, args, { ...EXEC, stdio: ['ignore', 'pipe', 'inherit'] });
    return printed.at(-1) === 10 ? printed.subarray(0, printed.at(-2) === 13 ? -2 : -1) : printed;
  } catch (error) {
    const { status, code } = error as { readonly status?: number | null; readonly code?: string };
    const why = typeof status === 'number' ? `ended with ${status}` : `could not be run (${code ?? 'unknown'})`;
    // Not the error itself as the cause: it holds what was printed.
    throw new ConfigError(`${where}: ${program} ${why}`);
  }
}

function textIn(bytes: Uint8Array, file: string, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new ConfigError(`${file}: ${path}: the value is no UTF-8: say type: binary`, { cause: error });
  }
}
