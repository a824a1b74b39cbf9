import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { controlClient } from '../src/index.ts';
import { gatewayForTest, type TestGateway } from './support/gateway.ts';
import { runCli, scratchDirectory } from './support/process.ts';

const TOKEN = 'control-token-of-this-test';

let gateway: TestGateway;
let scratch: ReturnType<typeof scratchDirectory>;
beforeAll(async () => {
  gateway = await gatewayForTest({ 'control-token': TOKEN, 'log-requests': 'all' });
});
afterAll(() => gateway.close());
beforeEach(() => {
  scratch = scratchDirectory();
});
afterEach(() => {
  scratch.remove();
});

async function dragoman(args: readonly string[], env: Record<string, string> = {}) {
  const cli = runCli(args, { cwd: scratch.path, env });
  return { code: await cli.exit(), err: cli.stderr() };
}

const line = (pattern: string): unknown => expect.stringMatching(new RegExp(`^dragoman: ${pattern}\n$`));

describe('a message says what happened and what to do', () => {
  it('of a control token that is too short', async () => {
    expect(await dragoman(['start', '--memory'], { DRAGOMAN_CONTROL_TOKEN: 'short' })).toEqual({
      code: 1,
      err: line('control\\.token \\(DRAGOMAN_CONTROL_TOKEN\\) is too short: give a string of at least 16 characters'),
    });
  });

  it('of a control token that is missing, another, or sent otherwise: each its own', async () => {
    const at = { DRAGOMAN_URL: gateway.url };
    expect(await dragoman(['status'], at)).toEqual({
      code: 1,
      err: line('the control token is missing: give it as --token or DRAGOMAN_CONTROL_TOKEN, .*'),
    });
    const other = await dragoman(['status', '--token', 'another-token-than-its'], at);
    expect(other).toEqual({ code: 1, err: line("the control token is not this gateway's: give the one .*") });
    expect(other.err).not.toContain('another-token');
    const basic = await fetch(`${gateway.url}/_dragoman/status`, { headers: { Authorization: 'Basic YWJj' } });
    expect(await basic.json()).toMatchObject({ message: expect.stringMatching(/send Authorization: Bearer/) });
  });

  it('of an installation of what is no executable', async () => {
    expect(await dragoman(['install'])).toEqual({
      code: 1,
      err: line('this dragoman is a package, .*: make the executable by `npm run package -- executable`, .*'),
    });
  });

  it('of a certificate that is not trusted, which is not nobody there', async () => {
    const https = gateway.url.replace('http:', 'https:');
    expect(await dragoman(['status', '--url', https, '--token', TOKEN])).toEqual({
      code: 1,
      err: line(
        `the certificate that ${https} shows is not trusted \\([A-Z_]+\\): call it by http, or run with .*ca path.*`,
      ),
    });
    expect(await dragoman(['status', '--url', 'https://127.0.0.1:1'])).toEqual({
      code: 1,
      err: line('no gateway answers at https://127\\.0\\.0\\.1:1: start one .*'),
    });
  });

  it.each([
    ['a second key in a line', 'port: 1: 2', 1, 'a second "key: value" stands in one line: .*'],
    ['a tab', 'log:\n\tformat: json', 2, 'it is indented by a tab: take spaces'],
    ['an open quote', 'host: "x', 1, 'a quote, bracket, brace, comma or colon is missing'],
    ['a key twice', 'port: 1\nport: 2', 2, 'a key stands there twice: keep one'],
    ['no key', 'port: 1\nsecret-value-of-it', 2, 'a quote, bracket, brace, comma or colon is missing'],
  ])('of a file that is no YAML by %s, and quotes nothing of it', async (_what, text, at, problem) => {
    writeFileSync(join(scratch.path, 'dragoman.yaml'), text);
    const { code, err } = await dragoman(['start', '--memory']);
    expect({ code, err }).toEqual({ code: 1, err: line(`config = "dragoman\\.yaml:${at}" is no YAML: ${problem}`) });
    expect(err).not.toMatch(/[A-Z]+_[A-Z]+|secret-value/);
  });

  it.each([
    ['is not there', ['exec', '--', 'no-such-command'], 127, 'there is no command no-such-command: give one .*'],
    ['is no program', ['exec', '--', './folder'], 126, '\\./folder cannot be run \\(EACCES\\): is it a program.*'],
    [
      'ends with a code',
      ['exec', '--', 'sh', '-c', 'exit 3'],
      3,
      'the command requested no host .*doctor -- <command>.*',
    ],
  ])('of a command that %s, with the exit code that shells give', async (_what, args, code, problem) => {
    mkdirSync(join(scratch.path, 'folder'));
    const env = { DRAGOMAN_URL: gateway.url, DRAGOMAN_CONTROL_TOKEN: TOKEN };
    expect(await dragoman(args, env)).toEqual({ code, err: line(problem) });
  });

  it('of who calls, in strict mode without a word of lenience', async () => {
    const query = new URLSearchParams({ Action: 'AssumeRoleWithOIDC', Version: '2015-04-01', Format: 'JSON' });
    await fetch(`${gateway.url}/?${query.toString()}&RoleArn=a&OIDCProviderArn=b&OIDCToken=c&RoleSessionName=session`);
    const lines = gateway.lines.filter((one) => one.includes('AssumeRoleWithOIDC'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('lenient');
    expect((await controlClient({ url: gateway.url, token: TOKEN }).journal.list()).entries).toMatchObject([
      { operation: 'AssumeRoleWithOIDC', identity: { id: 'anyone' } },
    ]);
  });
});
