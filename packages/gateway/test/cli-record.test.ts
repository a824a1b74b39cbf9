import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { controlClient } from '../src/index.ts';
import { gatewayForTest, type TestGateway } from './support/gateway.ts';
import { runCli, runToEnd, scratchDirectory } from './support/process.ts';

/** What stands in the service and must stand in no recording. */
const PLANTED = ['planted-secret-name', 'planted-value', 'planted-tag', 'planted-description'];

const scratch = scratchDirectory();
let service: TestGateway;
let upstream: readonly string[];

// The real service of these tests is a second gateway, over TLS.
beforeAll(async () => {
  const tags = { 'planted-tag': 'planted-tag' };
  const seeds = { secrets: [{ name: PLANTED[0], value: PLANTED[1], description: PLANTED[3], tags }] };
  writeFileSync(join(scratch.path, 'seeds.json'), JSON.stringify(seeds));
  service = await gatewayForTest({ 'seed-file': join(scratch.path, 'seeds.json') });
  writeFileSync(join(scratch.path, 'ca.pem'), await controlClient({ url: service.url }).tls.authority());
  writeFileSync(join(scratch.path, 'program.mjs'), PROGRAM);
  upstream = ['--upstream', service.url.replace('http:', 'https:'), '--upstream-ca', 'ca.pem', '--door', 'aliyun'];
});
afterAll(async () => {
  await service.close();
  scratch.remove();
});

/** Reads a secret and lists them, then makes one. It knows nothing but what SDKs read from the environment. */
const PROGRAM = `
import { createHmac, randomUUID } from 'node:crypto';
const { DRAGOMAN_URL: url, ALIBABA_CLOUD_ACCESS_KEY_ID: id, ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret } = process.env;
const encode = (text) => encodeURIComponent(text).replaceAll('*', '%2A');
async function call(Action, own) {
  const all = { Action, Version: '2016-01-20', Format: 'JSON', AccessKeyId: id, SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0', SignatureNonce: randomUUID(),
    Timestamp: new Date().toISOString().slice(0, 19) + 'Z', ...own };
  const query = Object.keys(all).sort().map((name) => encode(name) + '=' + encode(all[name])).join('&');
  const signature = createHmac('sha1', secret + '&').update('GET&%2F&' + encode(query)).digest('base64');
  const headers = { 'user-agent': 'aliyun-sdk-js/1.2 planted-tag' };
  const answer = await fetch(url + '/?' + query + '&Signature=' + encode(signature), { headers });
  console.log(Action, answer.status, await answer.text());
}
await call('GetSecretValue', { SecretName: 'planted-secret-name' });
await call('ListSecrets', { FetchTags: 'true', ...(process.argv[2] === 'paged' ? { PageSize: '5' } : {}) });
await call('DescribeSecret', { SecretName: 'planted-secret-name-2' });
await call('CreateSecret', { SecretName: 'planted-secret-name-3', VersionId: '1', SecretData: 'planted-value' });
console.log(JSON.stringify([id, secret]));
`;

const record = (out: string, more: readonly string[], program: readonly string[]) =>
  runToEnd(['record', ...upstream, '--out', out, ...more, '--', process.execPath, 'program.mjs', ...program], {
    cwd: scratch.path,
    url: '',
  });

const recordingIn = (name: string): string => readFileSync(join(scratch.path, name), 'utf8');

describe('dragoman record', () => {
  test('sends reads with the user’s key, and keeps none of what they say', async () => {
    const { code, out, err } = await record('reads.json', [], []);
    expect([code, err.match(/CreateSecret was not sent: it writes/g)]).toEqual([
      0,
      ['CreateSecret was not sent: it writes'],
    ]);
    expect(out).toMatch(/GetSecretValue 200 .*planted-value/);
    expect(out).toMatch(/DescribeSecret 404/);
    expect(out).toMatch(/CreateSecret 403 .*"Code":"Forbidden.RAM"/);
    // The user's key does not reach the program.
    expect(out).not.toContain('DRAGOMANDEV');
    const text = recordingIn('reads.json');
    expect(PLANTED.filter((planted) => text.includes(planted))).toEqual([]);
    expect(JSON.parse(text)).toMatchObject({
      format: 'dragoman-recording/1',
      door: 'aliyun',
      sdks: ['aliyun-sdk-js/1.2'],
      steps: [0, 1, 2],
      exchanges: [{ operation: 'GetSecretValue' }, { operation: 'ListSecrets' }, { operation: 'DescribeSecret' }],
      left_out: [{ operation: 'CreateSecret', why: 'write', times: 1 }],
    });
  });

  test('without a command waits for Ctrl-C, and keeps what came until then', async () => {
    const cli = runCli(['record', ...upstream, '--out', 'open.json'], { cwd: scratch.path });
    await cli.firstLine();
    const line = (name: string): string => new RegExp(`${name}='([^']*)'`).exec(cli.stdout())?.[1] ?? '';
    await cli.stderrWith(/nothing but shapes/);
    // Whoever does not present the key of the run is signed nothing for.
    const answer = await fetch(
      `${line('DRAGOMAN_URL')}/?Action=ListSecrets&AccessKeyId=DRAGOMANDEV000000001&Signature=x`,
    );
    expect(await answer.json()).toMatchObject({ Code: 'InvalidAccessKeyId.NotFound' });
    cli.child.kill('SIGINT');
    expect(await cli.exit()).toBe(0);
    expect(JSON.parse(recordingIn('open.json'))).toMatchObject({ exchanges: [], left_out: [{ why: 'no-credential' }] });
    // Nothing that was recorded is no success, and makes no facts.
    const args = ['conform', '--recording', 'open.json', '--facts', 'none'];
    const { code, err } = await runToEnd(args, { cwd: scratch.path, url: '' });
    expect([code, err]).toEqual([2, expect.stringContaining('open.json has no answer in it, so nothing can be')]);
    expect(existsSync(join(scratch.path, 'none'))).toBe(false);
  });

  test('that is killed leaves what was answered until then, and half a line is left out', async () => {
    writeFileSync(join(scratch.path, 'killed.mjs'), `${PROGRAM}\nprocess.kill(process.ppid, 'SIGKILL');\n`);
    const args = ['record', ...upstream, '--out', 'killed.json', '--', process.execPath, 'killed.mjs'];
    const cli = runCli(args, { cwd: scratch.path });
    expect(await cli.exit()).not.toBe(0);
    const text = recordingIn('killed.json');
    expect(PLANTED.filter((planted) => text.includes(planted))).toEqual([]);
    expect(text.split('\n')).toHaveLength(6);
    writeFileSync(join(scratch.path, 'killed.json'), `${text}{"exchange":{"operation":"ListSec`);
    const options = { cwd: scratch.path, url: '' };
    const played = await runToEnd(['conform', '--recording', 'killed.json'], options);
    expect([played.code, played.out]).toEqual([0, expect.stringContaining('3 answers compared, all as expected')]);
    expect(played.err).toContain(
      'killed.json has what was recorded until dragoman record was killed; half a line at its end is left out\n',
    );
    await record('ended.json', [], []);
    expect(await runToEnd(['diff', 'killed.json', 'ended.json'], options)).toMatchObject({ code: 0 });
  });

  test.each([
    [['--upstream', 'http://kms.cn-hangzhou.aliyuncs.com'], 'is without TLS: give https:// but for this machine'],
    [
      ['--upstream', 'https://kms.example.com', '--door', 'aliyun'],
      'give --allow-host kms.example.com where you mean it',
    ],
    [['--upstream', 'https://kms.cn-hangzhou.aliyuncs.com.example.com'], 'the host tells no vendor'],
    [['--upstream', 'https://csms.cn-north-4.myhuaweicloud.com', '--door', 'aliyun'], 'is no host of aliyun'],
    [['--upstream', 'kms.cn-hangzhou.aliyuncs.com'], 'is no address: give it whole, with https://'],
    [['--upstream', 'https://kms.cn-hangzhou.aliyuncs.com'], 'the key to sign with is missing'],
    [[], '--upstream is missing: spell the real service out'],
  ])('%j goes nowhere', async (args, message) => {
    const ended = await runToEnd(['record', ...args, '--out', 'no.json', '--', 'true'], { cwd: scratch.path, url: '' });
    expect(ended.code).not.toBe(0);
    expect(ended.err).toContain(message);
    expect(existsSync(join(scratch.path, 'no.json'))).toBe(false);
  });
});

test('what was recorded is what a gateway answers, and a gateway that was altered is told', async () => {
  await record('played.json', [], []);
  const options = { cwd: scratch.path, url: '' };
  const played = await runToEnd(
    ['conform', '--recording', 'played.json', '--junit', 'junit.xml', '--report', 'report.md'],
    options,
  );
  expect([played.code, played.out]).toEqual([0, expect.stringContaining('3 answers compared, all as expected')]);
  expect(recordingIn('junit.xml')).toContain('<testsuites name="dragoman conform" tests="3" failures="0"');
  const altered = recordingIn('played.json').replace('"SecretDataType":"word:lower"', '"SecretDataType":"word:upper"');
  writeFileSync(join(scratch.path, 'altered.json'), altered);
  const told = await runToEnd(['conform', '--recording', 'altered.json', '--json'], options);
  expect(told.code).toBe(1);
  const { checks } = JSON.parse(told.out) as { checks: { differences: unknown[] }[] };
  expect(checks.flatMap(({ differences }) => differences)).toEqual([
    { kind: 'spelling', at: 'body.SecretDataType', expected: 'word:upper', found: 'word:lower' },
  ]);
});

test('an operation that no probe asks is named, with the one that may be meant', async () => {
  const { code, err } = await runToEnd(['conform', '--operation', 'ListSecret'], { cwd: scratch.path, url: '' });
  expect([code, err]).toEqual([2, 'dragoman: --operation: no probe asks ListSecret: did you mean ListSecrets?\n']);
});

test('a real KMS instance is not asked, and how it is compared is told', async () => {
  const args = ['conform', '--target', 'https://kst-x.cryptoservice.kms.aliyuncs.com'];
  const { code, err } = await runToEnd(args, { cwd: scratch.path, url: '' });
  expect([code, err.trim().split('\n')]).toEqual([
    2,
    [expect.stringContaining('a KMS instance is asked with client keys')],
  ]);
});

test('a recording is written as facts, once', async () => {
  await record('facts.json', [], []);
  const args = ['conform', '--recording', 'facts.json', '--facts', 'captured'];
  const options = { cwd: scratch.path, url: '' };
  expect(await runToEnd(args, options)).toMatchObject({ code: 0 });
  expect(JSON.parse(recordingIn('captured/aliyun/DescribeSecret.yaml'))).toMatchObject({
    door: 'aliyun',
    errors: { 'Forbidden.ResourceNotFound': { status: 404 } },
  });
  expect(recordingIn('captured/aliyun/sources.yaml')).toContain('"live-capture"');
  expect((await runToEnd(args, options)).err).toContain('is there already: give another directory');
});

test('what a new version of a program asks otherwise is told', async () => {
  await record('one.json', [], []);
  await record('two.json', [], ['paged']);
  const options = { cwd: scratch.path, url: '' };
  expect(await runToEnd(['diff', 'one.json', 'one.json'], options)).toMatchObject({ code: 0 });
  const { code, out } = await runToEnd(['diff', 'one.json', 'two.json', '--json'], options);
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    changes: [
      { operation: 'ListSecrets', part: 'request', difference: { kind: 'additional-field', at: 'query.PageSize' } },
    ],
  });
});

test('a real service is asked what needs nothing to be there, and no write', async () => {
  const args = [
    'conform',
    '--target',
    service.url.replace('http:', 'https:'),
    '--target-ca',
    'ca.pem',
    '--door',
    'aliyun',
  ];
  const names = ['--operation', 'GetRandomPassword,ListSecrets,CreateSecret,GetSecretValue'];
  const read = await runToEnd([...args, ...names], { cwd: scratch.path, url: '' });
  expect([read.code, read.err]).toEqual([0, expect.stringContaining('with your key; nothing is written')]);
  const control = controlClient({ url: service.url });
  expect((await control.secrets.list({})).secrets).toHaveLength(1);
  const written = await runToEnd([...args, ...names, '--writes'], { cwd: scratch.path, url: '' });
  expect(written.err).toContain('are made and deleted');
  expect((await control.secrets.list({})).secrets).toHaveLength(1);
});
