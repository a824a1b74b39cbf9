import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type ControlClient, controlClient } from '../src/index.ts';
import { openApiCaller } from './support/aliyun.ts';
import { esbCall } from './support/bk.ts';
import { gatewayForTest, type TestGateway } from './support/gateway.ts';
import { huaweiClient } from './support/huawei.ts';

let gateway: TestGateway;
let without: TestGateway;
let withoutFields: TestGateway;
let control: ControlClient;

beforeAll(async () => {
  gateway = await gatewayForTest();
  without = await gatewayForTest({ 'journal-enabled': 'false' });
  withoutFields = await gatewayForTest({ 'journal-unread-fields': 'false' });
  control = controlClient({ url: gateway.url });
  await ask('ListSecrets');
});
afterAll(async () => {
  await Promise.all([gateway.close(), without.close(), withoutFields.close()]);
});

const ask = (action: string) => fetch(`${gateway.url}/?Action=${action}&Version=2016-01-20&AccessKeyId=nobody`);

describe('the receipt', () => {
  it('has the requests behind a sequence, and those of its environment alone', async () => {
    const { last } = await control.journal.list({ newest: true, limit: 1 });
    await ask('ListKeys');
    const { requests, passed, used, not_called: notCalled } = await control.receipt.get({ after: last });
    expect([requests, passed]).toEqual([1, true]);
    expect(used.map(({ operation, code }) => [operation, code])).toEqual([
      ['ListKeys', null],
      ['ListKeys', expect.any(String)],
    ]);
    expect(notCalled).toEqual([
      { door: 'aliyun', operations: expect.arrayContaining(['CreateSecret', 'ListSecrets']) },
    ]);
    const { id } = await control.sandboxes.create();
    expect(await control.sandbox(id).receipt.get()).toMatchObject({ requests: 0, used: [], not_called: [] });
  });

  it('says by the grade that is asked for whether it is enough, and refuses a word that is none', async () => {
    expect(await control.receipt.get({ min_grade: 'inferred' })).toMatchObject({ min_grade: 'inferred', passed: true });
    const { passed, used } = await control.receipt.get({ min_grade: 'live-capture' });
    expect([passed, used.filter((item) => item.is_enough)]).toEqual([false, []]);
    await expect(control.receipt.get({ min_grade: 'vendor-dokument' })).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining('vendor-document'),
    });
  });

  it('is the text of a file too', async () => {
    const receipt = await control.receipt.get();
    expect(JSON.parse(await control.receipt.text({ as: 'json' }))).toEqual(receipt);
    expect(await control.receipt.text({ as: 'junit', min_grade: 'live-capture' })).toMatch(
      /^<\?xml .*\n<testsuites name="dragoman receipt" tests="\d+" failures="[1-9]/,
    );
    expect(await control.receipt.text({ lang: 'zh' })).toMatch(/^# 本次运行所依据的事实\n/);
    expect(await control.receipt.text({ as: 'html' })).toMatch(/^<!doctype html>/i);
  });

  it('is of a run what was kept of its environments, each request once, whatever became of them', async () => {
    const asSandbox = async () => {
      const { id, credentials } = await control.sandboxes.create();
      const key = String((credentials['aliyun'] as Record<string, unknown>)['access_key_id']);
      const own = control.sandbox(id);
      const list = (action: string) => fetch(`${gateway.url}/?Action=${action}&Version=2016-01-20&AccessKeyId=${key}`);
      return { id, own, list };
    };
    await control.receipt.keep({ run: 'suite', begin: true });
    const [first, second] = await Promise.all([asSandbox(), asSandbox()]);
    await Promise.all([first.list('ListSecrets'), second.list('ListKeys'), ask('ListAliases')]);
    await first.own.receipt.keep({ run: 'suite' });
    await first.own.reset();
    await first.list('ListSecrets');
    await Promise.all([first.own.receipt.keep({ run: 'suite' }), first.own.receipt.keep({ run: 'suite' })]);
    await second.own.receipt.keep({ run: 'suite' });
    await control.sandboxes.delete({ sandbox: first.id });
    await control.sandboxes.delete({ sandbox: second.id });
    expect(await control.receipt.keep({ run: 'suite' })).toEqual({ requests: 4 });
    const { requests, dropped, used } = await control.receipt.get({ run: 'suite' });
    expect([requests, dropped]).toEqual([4, 0]);
    const counts = used.filter(({ code }) => code === null).map(({ operation, requests: count }) => [operation, count]);
    expect(Object.fromEntries(counts)).toEqual({ ListSecrets: 2, ListKeys: 1, ListAliases: 1 });
    expect(await control.receipt.text({ run: 'suite', as: 'junit' })).toContain('name="ListKeys"');
    await expect(control.receipt.get({ run: 'another' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('names fields that nothing reads, at each door, and never what they hold', async () => {
    const { last } = await control.journal.list({ newest: true, limit: 1 });
    await huaweiClient(gateway.url)
      .call('POST', 'secrets', { name: 'a', secret_strnig: 'planted' }, { colour: 'planted' })
      .catch(() => undefined);
    await openApiCaller(gateway.host)('ListSecrets', { Colour: 'planted', 'Context.planted': 'planted' });
    await esbCall(gateway.url, 'get_credential_detail', { id: 'a', colour: 'planted' });
    const { without_effect: fields, requests } = await control.receipt.get({ after: last });
    expect(fields.map(({ door, operation, field, why }) => [door, operation, field, why])).toEqual([
      ['aliyun', 'ListSecrets', 'Colour', 'unread'],
      ['aliyun', 'ListSecrets', 'Context.*', 'unread'],
      ['bk', 'get_credential_detail', 'colour', 'unread'],
      ['huawei', 'CreateSecret', 'body.secret_strnig', 'unread'],
      ['huawei', 'CreateSecret', 'query.colour', 'unread'],
    ]);
    expect([requests, JSON.stringify(fields)]).toEqual([3, expect.not.stringContaining('planted')]);
  });

  it('names fields that are taken and change nothing, with the fact that says so', async () => {
    const { last } = await control.journal.list({ newest: true, limit: 1 });
    await openApiCaller(gateway.host)('CreateKey', { KeyStorageMechanism: 'HsmInternal' });
    expect((await control.receipt.get({ after: last })).without_effect).toEqual([
      {
        ...{ door: 'aliyun', operation: 'CreateKey', field: 'KeyStorageMechanism', why: 'ignored', requests: 1 },
        fact: expect.stringContaining('no key here differs by it'),
      },
    ]);
  });

  it('names what a request names that is not served, at each door, where it is shaped like a name', async () => {
    const { last } = await control.journal.list({ newest: true, limit: 1 });
    const huawei = huaweiClient(gateway.url);
    await huawei.call('GET', 'no-such-thing').catch(() => undefined);
    for (const action of ['DescribeService', 'hunter2 is my password', 'A'.repeat(80)]) await ask(action);
    const { not_served: notServed } = await control.receipt.get({ after: last });
    expect(notServed).toEqual([
      { door: 'aliyun', request: 'DescribeService', requests: 1 },
      { door: 'aliyun', request: 'GET /', requests: 2 },
      { door: 'huawei', request: expect.stringMatching(/^GET .*no-such-thing$/), requests: 1 },
    ]);
  });

  it('has no such fields where they are not to be kept', async () => {
    const bare = controlClient({ url: withoutFields.url });
    await fetch(`${withoutFields.url}/?Action=ListSecrets&Version=2016-01-20&Colour=red`);
    expect(await bare.receipt.get()).toMatchObject({ requests: 1, without_effect: [] });
  });

  it('is none where no journal is kept', async () => {
    await expect(controlClient({ url: without.url }).receipt.get()).rejects.toMatchObject({
      message: expect.stringContaining('--journal-enabled true'),
    });
  });
});
