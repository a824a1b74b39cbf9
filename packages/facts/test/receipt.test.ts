import { describe, expect, it } from '@jest/globals';

import { catalogueOf } from '../src/catalogue.ts';
import { factsOfFile } from '../src/expand.ts';
import { FactsFile, SourcesFile, parseFile } from '../src/facts-file.ts';
import type { Grade } from '../src/grades.ts';
import { type MadeRequest, receiptOf } from '../src/receipt/receipt.ts';

const SOURCES = parseFile(
  SourcesFile,
  `
page: { kind: vendor-document, ref: page, date: '2026' }
seen: { kind: live-capture, ref: capture, date: '2026' }
`,
  'sources.yaml',
);

const catalogue = catalogueOf(
  [
    `
door: huawei
operation: ShowSecret
sources: [page]
answers: { '200': { witnesses: ['conformance/python/test_a.py > test_it'] } }
limits: { name: { type: string }, kind: { type: string } }
errors: { CSMS.0401: { sources: [] } }
claims: [{ kind: gap, subject: tags, claim: Tags are not told., sources: [], unwitnessed: nothing tells }]
`,
    `
door: huawei
operation: '*'
errors: { CSMS.0401: { sources: [seen], status: 404 } }
`,
  ].flatMap((text) => factsOfFile(parseFile(FactsFile, text, 'facts.yaml'), SOURCES)),
);

const requestOf = (parts: Partial<MadeRequest>): MadeRequest => ({
  ...{ door: 'huawei', operation: 'ShowSecret', method: 'GET', path: null, code: null },
  ...parts,
});

function receipt(requests: readonly Partial<MadeRequest>[], minGrade: Grade | null = null) {
  const isServed = (door: string, operation: string) => door === 'huawei' && operation !== 'ShowEvent';
  return receiptOf({ requests: requests.map(requestOf), catalogue, isServed, minGrade });
}

describe('receiptOf', () => {
  it('counts the facts of an operation by their strongest grade, without its errors and gaps', () => {
    expect(receipt([{}, {}]).used).toEqual([
      {
        ...{ door: 'huawei', operation: 'ShowSecret', code: null, requests: 2, isEnough: true },
        facts: { 'official SDK seen': 1, 'vendor document': 2 },
        ...{ strongest: 'official SDK seen', weakest: 'vendor document' },
      },
    ]);
  });

  it('joins an error with what its operation and its door state', () => {
    expect(receipt([{}, { code: 'CSMS.0401' }]).used).toMatchObject([
      { code: null, requests: 2 },
      { code: 'CSMS.0401', requests: 1, facts: { 'live capture': 1, inferred: 1 }, weakest: 'inferred' },
    ]);
  });

  it('tells what no door serves apart from what is used', () => {
    const { requests, used, notServed } = receipt([
      { operation: 'ShowEvent', code: 'APIGW.0101' },
      { operation: null, path: '/v1/nothing' },
      { door: null, operation: null, method: 'POST', path: '/' },
      { door: null, operation: null, method: 'POST', path: '/' },
    ]);
    expect([requests, used]).toEqual([4, []]);
    expect(notServed).toEqual([
      { door: null, what: 'POST /', requests: 2 },
      { door: 'huawei', what: 'GET /v1/nothing', requests: 1 },
      { door: 'huawei', what: 'ShowEvent', requests: 1 },
    ]);
  });

  it.each<[Grade, boolean]>([
    ['live capture', false],
    ['official SDK seen', true],
    ['vendor document', true],
  ])('asks for one fact of "%s" or a stronger grade: %s', (grade, isEnough) => {
    expect(receipt([{}], grade).used).toMatchObject([{ isEnough }]);
  });

  it('has nothing of an error that is in no table, which is not enough for any grade', () => {
    const [, error] = receipt([{ code: 'CSMS.9999' }], 'inferred').used;
    expect(error).toMatchObject({ facts: {}, strongest: null, weakest: null, isEnough: false });
  });
});
