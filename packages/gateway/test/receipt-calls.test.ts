import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import nock from 'nock';

import { type ControlClient, controlClient } from '../src/index.ts';
import { gatewayForTest, type TestGateway } from './support/gateway.ts';

let gateway: TestGateway;
let without: TestGateway;
let control: ControlClient;

beforeAll(async () => {
  nock.restore();
  gateway = await gatewayForTest();
  without = await gatewayForTest({ 'journal-enabled': 'false' });
  control = controlClient({ url: gateway.url });
  await ask('ListSecrets');
});
afterAll(async () => {
  await Promise.all([gateway.close(), without.close()]);
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

  it('is none where no journal is kept', async () => {
    await expect(controlClient({ url: without.url }).receipt.get()).rejects.toMatchObject({
      message: expect.stringContaining('--journal-enabled true'),
    });
  });
});
