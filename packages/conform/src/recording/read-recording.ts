import { ConfigError } from '@dragoman/input';

import { isInLines, readLines } from './recording-lines.ts';
import { DOORS, type Recording, RECORDING_FORMAT } from './recording.ts';

/**
 * @param name of the file, for errors @param tell is given a sentence where the recording was not ended
 * @throws ConfigError for a text that is no recording of this format
 */
export function readRecording(
  text: string,
  name: string,
  tell: (message: string) => void = () => undefined,
): Recording {
  const value: Members = isInLines(text) ? { ...readLines(text, name, tell) } : parsed(text, name);
  if (value['format'] !== RECORDING_FORMAT)
    throw new ConfigError(`${name} is no recording of the format ${RECORDING_FORMAT}: make one with dragoman record`);
  if (!isRecording(value)) throw new ConfigError(`${name} is damaged: it is not as dragoman record writes it`);
  return value;
}

function parsed(text: string, name: string): Members {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    // Told below.
  }
  throw new ConfigError(`${name} is no JSON object: give a file that dragoman record made`);
}

/** What may be said of a run: nothing of it is a path, or changes a terminal. */
const DATE = /^\d{4}-\d\d-\d\d$/;
const NAME = /^[\w:.-]{1,100}$/;
const PRODUCTS = /^[\w./ -]{1,200}$/;
/** Shapes are cut before they are so deep. */
const MAX_DEPTH = 64;
// eslint-disable-next-line no-control-regex -- a terminal would obey them
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

type Members = Readonly<Record<string, unknown>>;

function isRecording(value: Members): value is Members & Recording {
  const { date, door, services, region, sdks, exchanges, steps, left_out: leftOut, unknown_fields: unknown } = value;
  const count = Array.isArray(exchanges) ? exchanges.length : -1;
  return (
    isText(date, DATE) &&
    DOORS.some((known) => known === door) &&
    isList(services, (service) => isText(service, NAME)) &&
    (region === null || isText(region, NAME)) &&
    isList(sdks, (sdk) => isText(sdk, PRODUCTS)) &&
    isList(exchanges, isExchange) &&
    isList(steps, (step) => Number.isInteger(step) && Number(step) >= 0 && Number(step) < count) &&
    isList(leftOut, isLeftOut) &&
    Number.isInteger(unknown)
  );
}

const isText = (value: unknown, pattern: RegExp): boolean => typeof value === 'string' && pattern.test(value);
const isList = (value: unknown, isItem: (item: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every((item) => isItem(item));
const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isLeftOut(value: unknown): boolean {
  return isObject(value) && isOperation(value['operation']) && isText(value['why'], NAME);
}

const isOperation = (value: unknown): boolean => value === null || isText(value, NAME);

function isExchange(value: unknown): boolean {
  if (!isObject(value) || !isOperation(value['operation'])) return false;
  const { request, answer } = value;
  if (!isObject(request) || !isObject(answer)) return false;
  const bodies = [request['query'], request['body'], answer['body']];
  return (
    isText(request['method'], NAME) &&
    Number.isInteger(answer['status']) &&
    [request['headers'], answer['headers']].every((headers) => isList(headers, isHeader)) &&
    bodies.every((body) => isObject(body) && isText(body['format'], NAME) && isShape(body['shape'], 0))
  );
}

const isPlain = (value: unknown): boolean => typeof value === 'string' && !CONTROL.test(value);

const isHeader = (value: unknown): boolean => Array.isArray(value) && value.length === 2 && value.every(isPlain);

function isShape(value: unknown, depth: number): boolean {
  if (depth > MAX_DEPTH) return false;
  if (Array.isArray(value)) return value.every((item) => isShape(item, depth + 1));
  if (!isObject(value)) return isPlain(value);
  return Object.entries(value).every(([name, item]) => isPlain(name) && isShape(item, depth + 1));
}
