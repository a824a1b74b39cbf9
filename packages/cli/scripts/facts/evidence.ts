import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Witness } from '@dragoman/facts';

/** What one answer of a door was, as a test saw it. */
export interface SeenAnswer {
  readonly door: string;
  readonly operation: string;
  readonly status: number;
  /** `-` for a success. */
  readonly code: string;
  readonly injected: boolean;
  /** The field that was rejected; `-` where none was. */
  readonly field: string;
}

/** What the last runs of tests left: which passed, and what they exercised. */
export interface Evidence {
  /** Of jest, or of a conformance suite: whether it ran at all. */
  hasRun(suite: string): boolean;
  /** `undefined` for a test that did not run. */
  resultOf(witness: Witness): string | undefined;
  answersOf(witness: Witness): readonly SeenAnswer[];
  /** What each test saw, by its name as witnesses are written. */
  readonly tests: ReadonlyMap<string, readonly SeenAnswer[]>;
  /** Tests that saw such an answer, as witnesses are written. */
  testsThatSaw(isSought: (answer: SeenAnswer) => boolean): readonly string[];
}

/** @returns `jest`, or the conformance suite that a file belongs to */
export function suiteOf({ file }: Witness): string {
  return /^conformance\/([^/]+)\//.exec(file)?.[1] ?? 'jest';
}

interface Kept {
  readonly file: string;
  readonly tests?: Readonly<Record<string, readonly string[]>>;
  readonly results?: Readonly<Record<string, string>>;
}

/** Reads what `test/exercised/` and the suites' own recorders wrote, one folder for each suite. */
export function readEvidence(folder: string): Evidence {
  const kept = filesBelow(folder).map((path) => JSON.parse(readFileSync(path, 'utf8')) as Kept);
  const results = new Map<string, string>();
  const answers = new Map<string, readonly SeenAnswer[]>();
  for (const { file, tests = {}, results: ended = {} } of kept) {
    for (const [test, result] of Object.entries(ended)) results.set(`${file} > ${test}`, result);
    for (const [test, lines] of Object.entries(tests)) answers.set(`${file} > ${test}`, lines.map(answerOf));
  }
  const suites = new Set(kept.map(({ file }) => suiteOf({ file, test: '' })));
  return {
    tests: answers,
    hasRun: (suite) => suites.has(suite),
    resultOf: ({ file, test }) => results.get(`${file} > ${test}`),
    answersOf: ({ file, test }) => answers.get(`${file} > ${test}`) ?? [],
    testsThatSaw: (isSought) => [...answers].flatMap(([test, seen]) => (seen.some(isSought) ? [test] : [])),
  };
}

function filesBelow(folder: string): string[] {
  try {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return names.filter((name) => name.endsWith('.json')).map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function answerOf(line: string): SeenAnswer {
  const [door = '', operation = '', status = '', code = '', field = ''] = line.split(' ');
  const injected = code.endsWith('(injected)');
  return { door, operation, status: Number(status), code: code.replace('(injected)', ''), injected, field };
}
