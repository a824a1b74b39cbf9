/** How what official clients read of answers is compared with the vectors. */
import type { AnswerTest } from './answers.ts';
import { readByNode } from './node-readers.ts';
import { lines, runGo, runJava, runPython } from './programs.ts';

/** What a client read of an answer, or how it failed. */
export interface Read {
  readonly family: string;
  readonly tcId: number;
  readonly client: string;
  readonly value?: unknown;
  readonly failure?: string;
  /** Where the client's models have no name for every field: what they have is compared. */
  readonly isPartial?: boolean;
}

/** Readers by language; each throws where its toolchain is missing. */
export const READERS: Readonly<Record<string, () => Promise<readonly Read[]>>> = {
  Python: async () => lines<Read>(await runPython('read.py')),
  Go: async () => lines<Read>(await runGo('read')),
  Java: async () => lines<Read>(await runJava('Read')),
  Node: async () => readByNode(),
};

/** `rejected` and `taken` of what no reader may take; of what it may, whether it has what the vector says. */
export type ParseOutcome = 'same' | 'differs' | 'fails' | 'rejected' | 'taken';

/** Compares with a vector. */
export function compareReading(read: Read, { result, value, error }: AnswerTest): ParseOutcome {
  const isBody = error === undefined;
  if (isBody && result === 'invalid') return read.failure === undefined ? 'taken' : 'rejected';
  if (read.failure !== undefined) return 'fails';
  const stated = isBody ? value : { code: String(error.code), message: error.message };
  const seen = isBody ? read.value : withTextCode(read.value);
  const [whole, part] = read.isPartial === true ? [stated, seen] : [seen, stated];
  return holds(reduced(whole), reduced(part)) ? 'same' : 'differs';
}

/** Some clients have numbers where others have texts. */
function withTextCode(value: unknown): unknown {
  const { code, message } = value as { readonly code: unknown; readonly message: unknown };
  return { code: String(code), message };
}

/**
 * A value without what models have no word for: what is empty, zero, false or null reads as absent, and one client
 * leaves out the object around a list.
 */
function reduced(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reduced);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value)
    .map(([name, field]) => [name, reduced(field)] as const)
    .filter(([, field]) => !isEmpty(field));
  const [only] = fields;
  return fields.length === 1 && only !== undefined && Array.isArray(only[1]) ? only[1] : Object.fromEntries(fields);
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return value === undefined || value === null || value === '' || value === 0 || value === false;
}

/** Whether a value has all that is stated; fields that nobody knows may stand beside. */
function holds(seen: unknown, stated: unknown): boolean {
  if (Array.isArray(stated))
    return Array.isArray(seen) && seen.length === stated.length && stated.every((item, at) => holds(seen[at], item));
  if (typeof stated !== 'object' || stated === null) return seen === stated;
  if (typeof seen !== 'object' || seen === null) return Object.keys(stated).length === 0 && seen === undefined;
  const fields = new Map<string, unknown>(Object.entries(seen));
  return Object.entries(stated).every(([name, field]) => holds(fields.get(name), field));
}
