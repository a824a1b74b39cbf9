import type { Pair } from './encoding.ts';

/** What the generator's output looks like; counts up when a test's bytes change. */
export const GENERATOR_VERSION = '0.1.0';

/** A request as it stands on the wire; its body is UTF-8. */
export interface Request {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: readonly Pair[];
  /** Absent where it is empty. */
  readonly body?: string;
}

/** What a service answers to what it rejects. */
export interface ExpectedError {
  readonly status: number;
  readonly code: string | number;
  /** How the message begins. */
  readonly message: string;
}

/** A test as Wycheproof has them. */
export interface Vector {
  readonly comment: string;
  readonly flags: readonly string[];
  readonly result: 'valid' | 'invalid' | 'acceptable';
  readonly error?: ExpectedError;
  /** What else there is, by the schema of its file. */
  readonly [field: string]: unknown;
}

/** Tests that have their key and their time in common. */
export interface Group {
  readonly type: string;
  readonly [field: string]: unknown;
  readonly tests: readonly Vector[];
}

/** What a flag means. */
export interface Note {
  readonly bugType: 'BASIC' | 'EDGE_CASE' | 'CANONICALIZATION' | 'AUTH_BYPASS' | 'MALLEABILITY' | 'LEGACY';
  readonly description: string;
}

/** A file of tests before they are numbered. */
export interface Family {
  /** Of its file. */
  readonly name: string;
  readonly algorithm: string;
  readonly schema: string;
  readonly header: readonly string[];
  readonly notes: Readonly<Record<string, Note>>;
  readonly groups: readonly Group[];
}

/**
 * The text of a family's file: numbered, with one line for each test.
 * @throws Error for a flag without a note, or a test that stands twice
 */
export function renderFamily({ algorithm, schema, header, notes, groups }: Family): string {
  const tests = groups.flatMap((group) => group.tests);
  const used = new Set(tests.flatMap(({ flags }) => flags));
  const unknown = [...used].filter((flag) => !Object.hasOwn(notes, flag));
  if (unknown.length > 0) throw new Error(`${algorithm}: flags without a note: ${unknown.join(', ')}`);
  rejectDuplicates(algorithm, tests);
  const described = Object.fromEntries(Object.entries(notes).filter(([flag]) => used.has(flag)));
  const counted = { generatorVersion: GENERATOR_VERSION, numberOfTests: tests.length };
  const head = JSON.stringify({ algorithm, schema, ...counted, header, notes: described }, null, 2);
  let tcId = 0;
  const rendered = groups.map(({ tests: own, ...rest }) => {
    const lines = own.map((test) => {
      tcId += 1;
      return `        ${JSON.stringify({ tcId, ...test })}`;
    });
    const fields = JSON.stringify(rest, null, 2).slice(2, -2).replaceAll('\n', '\n    ');
    return `    {\n    ${fields},\n      "tests": [\n${lines.join(',\n')}\n      ]\n    }`;
  });
  return `${head.slice(0, -2)},\n  "testGroups": [\n${rendered.join(',\n')}\n  ]\n}\n`;
}

/** Tests without those whose request another has already: two mistakes may lead to the same. */
export function distinct(tests: readonly Vector[]): Vector[] {
  const known = new Map(tests.toReversed().map((test) => [JSON.stringify(test['request']), test]));
  return tests.filter((test) => known.get(JSON.stringify(test['request'])) === test);
}

function rejectDuplicates(algorithm: string, tests: readonly Vector[]): void {
  const known = new Map<string, string>();
  for (const { comment, flags, ...rest } of tests) {
    const text = JSON.stringify(rest);
    const duplicate = known.get(text);
    if (duplicate !== undefined)
      throw new Error(`${algorithm}: "${comment}" (${flags.join()}) is the same as "${duplicate}"`);
    known.set(text, comment);
  }
}
