import { describe, expect, it } from '@jest/globals';

import { catalogueOf } from '../src/catalogue.ts';
import { type CompiledFacts, compileFacts, expandFacts } from '../src/compile.ts';
import { factsOfFile } from '../src/expand.ts';
import { FactsFile, SourcesFile, parseFile } from '../src/facts-file.ts';
import { gradesOf } from '../src/grades.ts';
import { composedClaim } from '../src/wording.ts';

const SOURCES = parseFile(
  SourcesFile,
  `
page: { kind: vendor-document, ref: page of errors, date: '2026' }
seen: { kind: live-capture, ref: capture, date: '2026-01' }
`,
  'sources.yaml',
);

const FILE = `
door: huawei
operation: CreateSecret
sources: [page]
witnesses: ['a.test.ts > states the limits']
answers:
  '200': { witnesses: ['conformance/python/test_a.py > test_it'] }
limits:
  body.name: { required: true, type: string, maxLength: 64 }
  body.kind: { type: string, enum: [a, b], witnesses: ['b.test.ts > rejects another'] }
errors:
  CSMS.0101: { sources: [], witnesses: ['b.test.ts > rejects a name twice'] }
claims:
  - kind: order
    subject: name-first
    claim: The name is looked at before the key.
    sources: [seen]
    witnesses: ['c.test.ts > looks at the name first']
`;

const factsOf = (text: string) => factsOfFile(parseFile(FactsFile, text, 'facts.yaml'), SOURCES);

describe('a file of facts', () => {
  it('becomes facts whose ids say what they are about', () => {
    expect(factsOf(FILE).map(({ id, claim }) => [id, claim])).toEqual([
      ['huawei/CreateSecret/200/answer', 'CreateSecret answers 200.'],
      ['huawei/CreateSecret/body.name/limit', '`body.name`: required, text, at most 64 characters.'],
      ['huawei/CreateSecret/body.kind/limit', '`body.kind`: optional, text, `a` or `b`.'],
      ['huawei/CreateSecret/CSMS.0101/error', 'CreateSecret may answer `CSMS.0101`.'],
      ['huawei/CreateSecret/name-first/order', 'The name is looked at before the key.'],
    ]);
  });

  it('holds its limits by its own witnesses, beside those of each', () => {
    const [, name, kind] = factsOf(FILE);
    expect(name?.witnesses).toEqual([{ file: 'a.test.ts', test: 'states the limits' }]);
    expect(kind?.witnesses.map(({ test }) => test)).toEqual(['states the limits', 'rejects another']);
    expect(kind?.limit).toEqual({ type: 'string', enum: ['a', 'b'] });
  });

  it.each([
    ['a grade', 'grade: inferred', /a grade is never written/],
    ['a grade in a fact', "errors: { A: { grade: 'live capture' } }", /a grade is never written/],
    ['an unknown key', 'holds: []', /additionalProperties|Unexpected property/],
    [
      'a reason in place of a witness',
      'claims: [{ kind: gap, subject: a, claim: A., unwitnessed: no test }]',
      /claims/,
    ],
    ['an unknown source', 'errors: { A: { sources: [nowhere] } }', /sources\.yaml does not have: nowhere/],
    ['a witness without a test', "errors: { A: { witnesses: ['a.test.ts'] } }", /is not "file > test"/],
    ['nothing to claim', 'claims: [{ kind: order, subject: a }]', /claim/],
  ])('is refused with %s', (_what, line, problem) => {
    expect(() => factsOf(`door: bk\noperation: create_account\n${line}`)).toThrow(problem);
  });
});

describe('the grades of a fact', () => {
  it('follow from its sources and witnesses, and are never one', () => {
    expect(factsOf(FILE).map(gradesOf)).toEqual([
      ['official SDK seen', 'vendor document'],
      ['vendor document'],
      ['vendor document'],
      ['inferred'],
      ['live capture'],
    ]);
  });

  it.each([
    ['conformance/go/aliyun_keys_test.go > TestA', ['official SDK seen']],
    ['conformance/java/java.test.ts > reads', ['official SDK seen']],
    ['conformance/go/terraform_huawei_test.go > TestOfOurOwnClient', ['inferred']],
    ['conformance/go/golangsdk_test.go > TestOfOurOwnClient', ['inferred']],
  ])('tell an official client from one of ours: %s', (witness, grades) => {
    const [fact] = factsOf(`door: huawei\noperation: CreateKey\nanswers: { '200': { witnesses: ['${witness}'] } }`);
    expect(fact && gradesOf(fact)).toEqual(grades);
  });
});

describe('the catalogue', () => {
  it('is the same once it was compiled', () => {
    const facts = factsOf(FILE);
    expect(expandFacts(JSON.parse(JSON.stringify(compileFacts(facts))) as CompiledFacts)).toEqual(facts);
  });

  it('finds what is stated of an operation, and of an error by it and by its door', () => {
    const ofDoor = factsOf(
      FILE.replace('operation: CreateSecret', 'operation: "*"').replace('{ sources: []', '{ status: 400, sources: []'),
    );
    const catalogue = catalogueOf([...factsOf(FILE), ...ofDoor]);
    expect(catalogue.factsOf('huawei', 'CreateSecret')).toHaveLength(5);
    expect(catalogue.factsOf('huawei', 'ShowSecret')).toEqual([]);
    expect(catalogue.factsOfError('huawei', 'CreateSecret', 'CSMS.0101').map(({ claim }) => claim)).toEqual([
      'CreateSecret may answer `CSMS.0101`.',
      '`CSMS.0101` has status 400.',
    ]);
  });
});

it('words in Chinese what it words itself', () => {
  const [, name] = factsOf(FILE);
  expect(name && composedClaim(name, 'zh')).toBe('`body.name`：必填，文本，最多 64 个字符。');
});

it('words an order of two checks', () => {
  const [order] = factsOf(
    'door: bk\noperation: create_account\nclaims: [{ kind: order, subject: permission-before-existence }]',
  );
  expect(order?.claim).toBe('create_account checks the permission before whether what it is about exists.');
  expect(order && composedClaim(order, 'zh')).toBe('create_account 先检查权限，再检查对象是否存在。');
});
