import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { gatewayForTest, type TestGateway } from './support/gateway.ts';
import { runToEnd, scratchDirectory } from './support/process.ts';

const scratch = scratchDirectory();
let gateway: TestGateway;

beforeAll(async () => {
  gateway = await gatewayForTest();
  for (const action of ['ListSecrets', 'ListSecrets', 'NoSuchAction'])
    await fetch(`${gateway.url}/?Action=${action}&Version=2016-01-20&AccessKeyId=nobody`);
});
afterAll(async () => {
  await gateway.close();
  scratch.remove();
});

const receipt = (...args: string[]) => runToEnd(['receipt', ...args], { cwd: scratch.path, url: gateway.url });

test('a receipt has what the requests rested on, and apart from it what is not served', async () => {
  const { code, out } = await receipt('--json');
  expect(code).toBe(0);
  const { requests, used, not_served: notServed } = JSON.parse(out) as Record<string, unknown>;
  expect(requests).toBe(3);
  expect(used).toMatchObject([
    { door: 'aliyun', operation: 'ListSecrets', code: null, requests: 2, facts: expect.anything() },
    { door: 'aliyun', operation: 'ListSecrets', code: expect.any(String), requests: 2, statuses: { 400: 2 } },
  ]);
  expect(notServed).toMatchObject([{ door: 'aliyun', requests: 1 }]);
});

test('an operation without a fact of the grade that is asked for fails, in the files of CI too', async () => {
  const told = await receipt(
    '--min-grade',
    'live-capture',
    '--junit',
    'junit.xml',
    '--report',
    'report.md',
    '--lang',
    'zh',
  );
  expect([told.code, told.out]).toEqual([1, expect.stringContaining('ListSecrets')]);
  const written = (name: string) => readFileSync(join(scratch.path, name), 'utf8');
  expect(written('junit.xml')).toContain('<testsuites name="dragoman receipt" tests="3" failures="2"');
  expect(written('report.md')).toContain('本次运行所依据的事实');
});

describe('exec', () => {
  const program = (exit: number): string[] => {
    const target = `${gateway.url}/?Action=ListAliases&Version=2016-01-20&AccessKeyId=nobody`;
    const ended = `(answer) => answer.resume().on('end', () => process.exit(${exit}))`;
    const ask = `require('node:http').get(${JSON.stringify(target)}, ${ended})`;
    return ['--', process.execPath, '-e', ask];
  };
  const exec = (...args: string[]) => runToEnd(['exec', ...args], { cwd: scratch.path, url: gateway.url });
  const written = (name: string) => readFileSync(join(scratch.path, name), 'utf8');

  test('writes what its command alone rested on, in the form that the name of the file says', async () => {
    expect((await exec('--receipt', 'run.json', ...program(0))).code).toBe(0);
    const { requests, used } = JSON.parse(written('run.json')) as { requests: number; used: { operation: string }[] };
    expect([requests, new Set(used.map(({ operation }) => operation))]).toEqual([1, new Set(['ListAliases'])]);
    expect((await exec('--sandbox', '--receipt', 'run.md', ...program(0))).code).toBe(0);
    expect(written('run.md')).toMatch(/^# What the run rested on\n/);
  });

  test('exits 1 where something rests on less than it must, and as its command where that fails', async () => {
    const told = await exec('--receipt', 'run.xml', '--min-grade', 'live-capture', ...program(0));
    expect([told.code, told.err]).toEqual([1, expect.stringContaining('no fact of the grade live-capture')]);
    expect(written('run.xml')).toMatch(/failures="[1-9]/);
    expect((await exec('--min-grade', 'live-capture', ...program(3))).code).toBe(3);
  });

  test('does not begin where the name of the file says nothing', async () => {
    const told = await exec('--receipt', 'run.txt', ...program(0));
    expect([told.code, told.err]).toEqual([expect.any(Number), expect.stringContaining('.md, .html, .xml, .json')]);
    expect(told.code).not.toBe(0);
  });
});

describe('diff', () => {
  const diff = (...args: string[]) => runToEnd(['diff', ...args], { cwd: scratch.path, url: '' });
  const at = (name: string) => join(scratch.path, name);

  test('compares two receipts', async () => {
    writeFileSync(at('one.json'), (await receipt('--json')).out);
    await fetch(`${gateway.url}/?Action=ListKeys&Version=2016-01-20&AccessKeyId=nobody&Colour=red`);
    writeFileSync(at('two.json'), (await receipt('--json')).out);
    writeFileSync(at('copy.json'), readFileSync(at('one.json')));
    expect(await diff('one.json', 'copy.json')).toMatchObject({ code: 0, out: expect.stringContaining('alike') });
    const { code, out } = await diff('one.json', 'two.json');
    expect([code, out]).toEqual([1, expect.stringMatching(/ListKeys +- +requests +- +0 +1/)]);
  });

  test('says where a file is compared with itself', async () => {
    writeFileSync(at('self.json'), (await receipt('--json')).out);
    expect(await diff('self.json', './self.json')).toMatchObject({
      code: 0,
      out: expect.stringContaining('alike'),
      err: expect.stringContaining('self.json is compared with itself\n'),
    });
  });

  test.each([
    ['a recording', '{"format":"dragoman-recording/1"}', 'whole.json is a receipt and other.json is none:'],
    ['other JSON', '[]', 'whole.json is a receipt and other.json is none:'],
    ['a receipt that was cut off', '{"format":"dragoman-receipt/1","requests":', 'other.json is no whole JSON:'],
    ['an empty file', '', 'other.json is no whole JSON:'],
    ['a damaged receipt', '{"format":"dragoman-receipt/1","requests":"3"}', 'other.json is damaged:'],
    ['no file', null, 'other.json does not exist'],
  ])('says in a line what is wrong with %s', async (_, text, said) => {
    writeFileSync(at('whole.json'), (await receipt('--json')).out);
    rmSync(at('other.json'), { force: true });
    if (text !== null) writeFileSync(at('other.json'), text);
    for (const files of [
      ['whole.json', 'other.json'],
      ['other.json', 'whole.json'],
    ]) {
      const { code, out, err } = await diff(...files);
      expect([code, out]).toEqual([2, '']);
      expect(err).toMatch(/^dragoman: [^\n]+\n$/);
      expect(err).toContain(said);
    }
  });

  test('says of two files that are neither what it compares', async () => {
    writeFileSync(at('a.json'), '{}');
    writeFileSync(at('b.json'), '{}');
    expect(await diff('a.json', 'b.json')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^dragoman: a\.json is no recording [^\n]+\n$/),
    });
  });
});
