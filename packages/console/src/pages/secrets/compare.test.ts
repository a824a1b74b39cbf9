import { describe, expect, it } from '@jest/globals';

import { compare, readable } from './compare.ts';

const answer = (operation: string, body: unknown) => ({ operation, body: JSON.stringify(body) });

describe('the answers of the doors side by side', () => {
  const facts = compare([
    { door: 'huawei', responses: [answer('ShowSecret', { secret: { name: 'a', create_time: 1_796_039_114_176 } })] },
    {
      door: 'aliyun',
      responses: [answer('DescribeSecret', { SecretName: 'b', CreateTime: '2026-11-30T11:45:14Z' })],
    },
    { door: 'bk', responses: [] },
  ]);
  const fact = (word: string) =>
    facts.find((one) => one.word === word)?.cells.map(({ text, differs }) => [text, differs]);

  it('marks what differs, and not how each writes it', () => {
    expect(fact('name')).toEqual([
      ['a', true],
      ['b', true],
      [null, false],
    ]);
    expect(fact('created')).toEqual([
      ['1796039114176', false],
      ['2026-11-30T11:45:14Z', false],
      [null, false],
    ]);
  });

  it('leaves out what no door tells', () => {
    expect(facts.map(({ word }) => word)).toEqual(['name', 'created']);
  });
});

describe('a body as it is read', () => {
  it('has a line a member, in JSON and in XML', () => {
    expect(readable('{"a":{"b":1}}')).toBe('{\n  "a": {\n    "b": 1\n  }\n}');
    expect(readable('<?xml version="1.0"?><A><B>x y</B><C><D/></C></A>')).toBe(
      '<?xml version="1.0"?>\n<A>\n  <B>x y</B>\n  <C>\n    <D/>\n  </C>\n</A>',
    );
    expect(readable('not found')).toBe('not found');
  });
});
