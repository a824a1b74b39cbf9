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
claims:
  - { kind: ignored, subject: body.color, claim: A colour is kept and shown. }
  - { kind: gap, subject: tags, claim: Tags are not told., sources: [] }
`,
    `
door: huawei
operation: '*'
errors: { CSMS.0401: { sources: [seen], status: 404 } }
`,
  ].flatMap((text) => factsOfFile(parseFile(FactsFile, text, 'facts.yaml'), SOURCES)),
);

const requestOf = (parts: Partial<MadeRequest>): MadeRequest => ({
  ...{
    door: 'huawei',
    operation: 'ShowSecret',
    method: 'GET',
    path: null,
    code: null,
    status: 200,
    unread: [],
    given: [],
  },
  ...parts,
});

function receipt(requests: readonly Partial<MadeRequest>[], minGrade: Grade | null = null) {
  const doors = [
    { name: 'aliyun', operations: ['ListSecrets'] },
    { name: 'huawei', operations: ['ShowSecret', 'ListSecrets', 'CreateSecret'] },
  ];
  return receiptOf({ requests: requests.map(requestOf), dropped: 3, catalogue, doors, minGrade });
}

describe('receiptOf', () => {
  it('counts the facts of an operation by their strongest grade, without its errors and gaps', () => {
    expect(receipt([{}, {}]).used).toEqual([
      {
        ...{ door: 'huawei', operation: 'ShowSecret', code: null, requests: 2, is_enough: true },
        statuses: { 200: 2 },
        facts: {
          'official-sdk-seen': ['huawei/ShowSecret/200/answer'],
          'vendor-document': ['huawei/ShowSecret/kind/limit', 'huawei/ShowSecret/name/limit'],
        },
        ...{ strongest: 'official-sdk-seen', weakest: 'vendor-document' },
      },
    ]);
  });

  it('joins an error with what its operation and its door state', () => {
    const { used } = receipt([{}, { code: 'CSMS.0401', status: 404 }]);
    expect(used[1]?.facts).toEqual({
      'live-capture': ['huawei/*/CSMS.0401/error'],
      inferred: ['huawei/ShowSecret/CSMS.0401/error'],
    });
    expect(used).toMatchObject([
      { code: null, requests: 2, statuses: { 200: 1, 404: 1 } },
      { code: 'CSMS.0401', requests: 1, weakest: 'inferred' },
    ]);
  });

  it('tells what no door serves apart from what is used', () => {
    const {
      requests,
      used,
      not_served: notServed,
    } = receipt([
      { operation: 'ShowEvent', code: 'APIGW.0101' },
      { operation: null, path: '/v1/nothing' },
      { door: null, operation: null, method: 'POST', path: '/' },
      { door: null, operation: null, method: 'POST', path: '/' },
    ]);
    expect([requests, used]).toEqual([4, []]);
    expect(notServed).toEqual([
      { door: null, request: 'POST /', requests: 2 },
      { door: 'huawei', request: 'GET /v1/nothing', requests: 1 },
      { door: 'huawei', request: 'ShowEvent', requests: 1 },
    ]);
  });

  it.each<[Grade, boolean]>([
    ['live capture', false],
    ['official SDK seen', true],
    ['vendor document', true],
  ])('asks for one fact of "%s" or a stronger grade: %s', (grade, isEnough) => {
    const { passed, used } = receipt([{}], grade);
    expect([passed, used]).toMatchObject([isEnough, [{ is_enough: isEnough }]]);
  });

  it('has nothing of an error that is in no table, which is not enough for any grade', () => {
    const [, error] = receipt([{ code: 'CSMS.9999' }], 'inferred').used;
    expect(error).toMatchObject({ facts: {}, strongest: null, weakest: null, is_enough: false });
  });

  it('names fields that change nothing: those that nothing reads, and those that a fact says are ignored', () => {
    const requests = [{ unread: ['body.nmae'] }, { unread: ['body.nmae'], given: ['color', 'name'] }];
    const one = { door: 'huawei', operation: 'ShowSecret' };
    expect(receipt(requests).without_effect).toEqual([
      { ...one, field: 'body.color', why: 'ignored', fact: 'A colour is kept and shown.', requests: 1 },
      { ...one, field: 'body.nmae', why: 'unread', fact: null, requests: 2 },
    ]);
  });

  it('lists what a door that was called serves beside that, and nothing of the others', () => {
    const { dropped, not_called: notCalled } = receipt([{}]);
    expect([dropped, notCalled]).toEqual([3, [{ door: 'huawei', operations: ['CreateSecret', 'ListSecrets'] }]]);
  });
});
