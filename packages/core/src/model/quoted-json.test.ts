import { describe, expect, it } from '@jest/globals';

import { parseQuotedJson } from './quoted-json.ts';

describe('JSON in either quotes', () => {
  it.each([
    ['{"a":"b\'c"}', { a: "b'c" }],
    ["{'users':[{'name':'root','password':'p\"w'}]}", { users: [{ name: 'root', password: 'p"w' }] }],
    ["{'a':'it\\'s'}", { a: "it's" }],
    ["{'a':'\\\\'}", { a: '\\' }],
    ["{'a':'say \\\"x\\\"'}", { a: 'say "x"' }],
    ["{'a':\"it's\"}", { a: "it's" }],
    ['null', null],
    ['7', 7],
  ])('reads %s', (text, value) => {
    expect(parseQuotedJson(text)).toEqual(value);
  });

  it.each([...['', 'root', "{'a':'b}", "{'a':b}", '{"a":"b"', "['a',]"], ...["'a", "['a", "['a\\"]])(
    'reads nothing in %j',
    (text) => {
      expect(parseQuotedJson(text)).toBe(undefined);
    },
  );

  it.each(["'", '"', '\\"', "\\'", `'"`, '\\'])('reads a million of %s in the time of their number', (mark) => {
    for (const start of ['', '"', "'"]) expect(parseQuotedJson(start + mark.repeat(1_000_000))).toBe(undefined);
  });
});
