import { ConfigError } from '@dragoman/input';

import { DOORS, type Recording, RECORDING_FORMAT } from './recording.ts';

/** @param name of the file, for errors @throws ConfigError for a text that is no recording of this format */
export function readRecording(text: string, name: string): Recording {
  const value = parsed(text, name);
  if (value['format'] !== RECORDING_FORMAT)
    throw new ConfigError(`${name} is no recording of the format ${RECORDING_FORMAT}: make one with dragoman record`);
  const { door, exchanges, steps } = value as Partial<Recording>;
  const count = Array.isArray(exchanges) ? exchanges.length : -1;
  const isWhole =
    DOORS.some((known) => known === door) &&
    count >= 0 &&
    Array.isArray(steps) &&
    steps.every((step) => Number.isInteger(step) && step >= 0 && step < count) &&
    exchanges?.every(isExchange) === true;
  if (!isWhole) throw new ConfigError(`${name} is damaged: door, exchanges and steps do not fit together`);
  return value as unknown as Recording;
}

function parsed(text: string, name: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>;
  } catch {
    // Told below.
  }
  throw new ConfigError(`${name} is no JSON object: give a file that dragoman record made`);
}

function isExchange(value: unknown): boolean {
  const { operation, request, answer } = value as Partial<Recording['exchanges'][number]>;
  const isNamed = operation === null || typeof operation === 'string';
  const hasParts = [request?.headers, answer?.headers].every(Array.isArray);
  return isNamed && hasParts && typeof answer?.status === 'number' && [request?.body, answer.body].every(isBody);
}

function isBody(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'format' in body && 'shape' in body;
}
