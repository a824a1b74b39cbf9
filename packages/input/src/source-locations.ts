import { readFileSync } from 'node:fs';

import type { Document, ErrorCode, LineCounter, Node } from 'yaml';

import { ConfigError } from './config-error.ts';
import { yamlProblem } from './yaml-problems.ts';
import type * as YamlModule from './yaml.ts';

/** A way into a document. */
export type DocumentPath = readonly (string | number)[];

/** A file, read. */
export interface ParsedDocument {
  readonly value: unknown;
  /** The line of the part, or of the nearest part around it that is there; from 1. */
  readonly lineOf: (path: DocumentPath) => number;
}

/**
 * Reads a YAML or JSON file. What is wrong with it is told by its line and in words of our own: the parser's would
 * quote the file, and secrets with it.
 * @param key the setting that names the file
 * @throws ConfigError
 */
export async function readDocument(key: string, path: string): Promise<ParsedDocument> {
  return parseText(fileText(key, path), path, (where) => `${key} = "${where}"`);
}

/** The same of a text that was read before. @param path where it stood @throws ConfigError */
export async function documentIn(text: string, path: string): Promise<ParsedDocument> {
  return parseText(text, path, (where) => where);
}

/** @param called how a place in the file is called, of its path and line */
async function parseText(text: string, path: string, called: (where: string) => string): Promise<ParsedDocument> {
  // Most starts read no file, and need not wait for what reads it.
  const { LineCounter, parseDocument, isAlias, isMap, isSeq } = await import('./yaml.ts');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) throw unreadable(called(`${path}:${lineAt(lines, error.pos[0])}`), error.code, error);
  const guards = { isAlias, isMap, isSeq };
  return {
    value: valueOf(document, called(path)) ?? {},
    lineOf: (way) => lineAt(lines, offsetIn(document, way, guards)),
  };
}

function fileText(key: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigError(
      `${key} = "${path}" ${code === 'ENOENT' ? 'does not exist' : `cannot be read (${code ?? 'unknown'})`}: ` +
        'give the path of a YAML file',
      { cause: error },
    );
  }
}

/** @param where the path, and the line where it is known */
function unreadable(where: string, code: ErrorCode, cause: unknown): ConfigError {
  return new ConfigError(`${where} is no YAML: ${yamlProblem(code)}`, { cause });
}

/** What no anchor was set for is found only here. */
function valueOf(document: Document.Parsed, where: string): unknown {
  try {
    return document.toJS() as unknown;
  } catch (error) {
    throw unreadable(where, 'BAD_ALIAS', error);
  }
}

function lineAt(lines: LineCounter, offset: number): number {
  return Math.max(1, lines.linePos(offset).line);
}

type NodeGuards = Pick<typeof YamlModule, 'isAlias' | 'isMap' | 'isSeq'>;

function offsetIn(document: Document.Parsed, path: DocumentPath, { isAlias, isMap, isSeq }: NodeGuards): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range[0] ?? 0;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => String(key) === String(step));
      if (pair === undefined) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = (node as Node | undefined)?.range?.[0] ?? offset;
    }
  }
  return offset;
}

const locations = new WeakMap<object, (path: DocumentPath) => string>();

/** Keeps where the parts of a value stand that goes through the settings as it is. */
export function keepLocations(value: unknown, locationOf: (path: DocumentPath) => string): void {
  if (typeof value === 'object' && value !== null) locations.set(value, locationOf);
}

/** What {@link keepLocations} was given for the value; without it, nothing stands anywhere. */
export function locationsOf(value: object): (path: DocumentPath) => string {
  return locations.get(value) ?? (() => '');
}
