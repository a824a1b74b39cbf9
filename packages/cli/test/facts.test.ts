import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { catalogueOf, type Fact } from '@dragoman/facts';
import type { Door } from '@dragoman/protocol-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { checkAnswers, checkCoverage } from '../scripts/facts/check-coverage.ts';
import { checkWitnesses } from '../scripts/facts/check-witnesses.ts';
import { type Evidence, readEvidence } from '../scripts/facts/evidence.ts';

const OWN = 'packages/adapter-huawei/test/a.test.ts';
const PYTHON = 'conformance/python/test_a.py';

const ERROR: Fact = {
  id: 'huawei/CreateSecret/CSMS.0101/error',
  door: 'huawei',
  operation: 'CreateSecret',
  subject: 'CSMS.0101',
  kind: 'error',
  claim: 'CreateSecret may answer `CSMS.0101`.',
  sources: [],
  witnesses: [{ file: OWN, test: 'rejects a name twice' }],
  limit: null,
  status: null,
  message: null,
};

const folder = mkdtempSync(join(tmpdir(), 'evidence-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the check of witnesses', () => {
  let evidence: Evidence;
  beforeAll(() => {
    keep('a', {
      file: OWN,
      tests: {
        'rejects a name twice': ['huawei CreateSecret 400 CSMS.0101 -', 'huawei CreateSecret 200 - -'],
        'rejects it otherwise': ['huawei CreateSecret 400 CSMS.0002 body.name'],
        'is told to': ['huawei CreateSecret 400 CSMS.0101(injected) -'],
        fails: ['huawei CreateSecret 400 CSMS.0101 -'],
      },
    });
    const passed = { 'rejects a name twice': 'passed', 'rejects it otherwise': 'passed', 'is told to': 'passed' };
    keep('a.results', { file: OWN, results: { ...passed, fails: 'failed' } });
    evidence = readEvidence(folder);
  });

  const problemsOf = (fact: Fact): readonly string[] => checkWitnesses([fact], evidence).problems;
  const heldBy = (test: string, file = OWN): Fact => ({ ...ERROR, witnesses: [{ file, test }] });

  it('passes a fact whose witness ran and saw what it speaks of', () => {
    expect(problemsOf(ERROR)).toEqual([]);
  });

  it('names the tests that show a fact which has no witness', () => {
    expect(problemsOf({ ...ERROR, witnesses: [] })).toEqual([
      expect.stringMatching(/has no witness; these show it:\n {4}packages\/.* > rejects a name twice/),
    ]);
  });

  it.each([
    ['did not run', 'is not there', /its witness did not run: .* > is not there/],
    ['failed', 'fails', /its witness failed/],
    ['saw another error', 'rejects it otherwise', /none of its witnesses shows it/],
    ['saw the error as a fault alone', 'is told to', /none of its witnesses shows it/],
  ])('fails where the witness %s', (_what, test, problem) => {
    expect(problemsOf(heldBy(test))).toEqual([expect.stringMatching(problem)]);
  });

  it('names a suite that did not run, and does not ask its witnesses', () => {
    const { problems, leftOut } = checkWitnesses([heldBy('test_it', PYTHON)], evidence);
    expect([problems, [...leftOut]]).toEqual([[], ['python']]);
  });

  it('tells an answer by its status, and the fault of an error’s table from no error', () => {
    const answer: Fact = { ...ERROR, kind: 'answer', subject: '200', status: 200 };
    expect(problemsOf(answer)).toEqual([]);
    expect(problemsOf({ ...answer, subject: '201', status: 201 })).toHaveLength(1);
    expect(problemsOf({ ...heldBy('is told to'), operation: '*' })).toEqual([]);
  });
});

describe('the check of coverage', () => {
  const injectable = { codes: ['CSMS.0101'], retried: [] };
  const door = { name: 'huawei', operations: ['CreateSecret'], injectable } as unknown as Door;
  const ofTable: Fact = { ...ERROR, id: 'huawei/*/CSMS.0101/error', operation: '*' };
  const check = (facts: readonly Fact[]): readonly string[] => checkCoverage([door], catalogueOf(facts));

  it('passes where each operation and each error has a fact with a witness', () => {
    expect(check([ERROR, ofTable])).toEqual([]);
  });

  it('names operations and errors without a fact, and facts without an operation', () => {
    expect(check([{ ...ERROR, operation: 'ShowSecret' }])).toEqual([
      'huawei serves CreateSecret, of which no fact has a witness',
      'huawei can answer CSMS.0101, of which no fact has a witness',
      'huawei/CreateSecret/CSMS.0101/error is of an operation that is not served',
    ]);
  });

  it('takes no fact that no test holds, and no limit for all that an operation has', () => {
    const unheld = { witnesses: [] };
    expect(
      check([
        { ...ERROR, ...unheld },
        { ...ERROR, kind: 'limit' },
        { ...ofTable, ...unheld },
      ]),
    ).toEqual([
      'huawei serves CreateSecret, of which no fact has a witness',
      'huawei can answer CSMS.0101, of which no fact has a witness',
    ]);
  });

  describe('of what was answered', () => {
    const answered = (line: string, facts: readonly Fact[]): readonly string[] => {
      const seen = mkdtempSync(join(folder, 'seen-'));
      writeFileSync(join(seen, 'a.json'), JSON.stringify({ file: OWN, tests: { calls: [line] } }));
      return checkAnswers([door], catalogueOf(facts), readEvidence(seen));
    };
    const answer: Fact = { ...ERROR, kind: 'answer', subject: '200', status: 200 };

    it.each([
      ['an error of the operation', 'huawei CreateSecret 400 CSMS.0101 -', [ERROR]],
      ['an error of the door', 'huawei CreateSecret 400 CSMS.0101 -', [ofTable]],
      ['a success', 'huawei CreateSecret 200 - -', [answer]],
      ['what was injected', 'huawei CreateSecret 400 CSMS.0101(injected) -', []],
      ['a connection that was cut off', 'huawei CreateSecret 0 - -', []],
      ['a door that a test made for itself', 'test List 400 Invalid -', []],
    ])('passes %s', (_what, line, facts) => {
      expect(answered(line, facts)).toEqual([]);
    });

    it.each([
      ['an error', 'huawei CreateSecret 400 CSMS.0102 -', '400 CSMS.0102'],
      ['another success', 'huawei CreateSecret 201 - -', '201 -'],
    ])('names %s that no fact states', (_what, line, told) => {
      expect(answered(line, [ERROR, ofTable, answer])).toEqual([
        `huawei answered ${told} to CreateSecret, which no fact states: ${OWN} > calls`,
      ]);
    });
  });
});

function keep(name: string, kept: object): void {
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(kept));
}
